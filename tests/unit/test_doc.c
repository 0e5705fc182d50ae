/* model/doc: building and walking trees. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/doc.h"

struct fixture {
	struct hw_arena arena;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	hw_arena_init(&fixture.arena, 0);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	hw_arena_free(&((struct fixture *)*state)->arena);
	return 0;
}

static struct hw_node *node(struct fixture *f, struct hw_node *parent,
    enum hw_node_type type, const char *text)
{
	struct hw_node *made = hw_node_new(&f->arena, type, HW_SPAN_NONE);

	made->text = hw_str_of(text);
	if (parent != NULL)
		hw_node_append(parent, made);
	return made;
}

/* Links agree both ways, at every node. */
static void assert_whole(const struct hw_node *parent)
{
	const struct hw_node *child, *before = NULL;

	for (child = parent->first; child != NULL; child = child->next) {
		assert_ptr_equal(child->parent, parent);
		assert_ptr_equal(child->previous, before);
		assert_whole(child);
		before = child;
	}
	assert_ptr_equal(parent->last, before);
}

static void test_build(void **state)
{
	struct fixture *f = *state;
	struct hw_node *root = node(f, NULL, HW_NODE_DOCUMENT, "");
	struct hw_node *child[4], *other = node(f, NULL, HW_NODE_QUOTE, "");
	size_t i;

	for (i = 0; i < 4; i++)
		child[i] = node(f, root, HW_NODE_PARAGRAPH, "");
	assert_whole(root);
	hw_node_unlink(child[1]); /* in the middle */
	assert_whole(root);
	assert_null(child[1]->parent);
	assert_null(child[1]->next);
	assert_null(child[1]->previous);
	hw_node_unlink(child[0]); /* the first */
	assert_whole(root);
	hw_node_unlink(child[3]); /* the last */
	assert_whole(root);
	assert_ptr_equal(root->first, child[2]);
	assert_ptr_equal(root->last, child[2]);
	hw_node_unlink(child[2]); /* the only one */
	assert_whole(root);
	assert_null(root->first);
	hw_node_unlink(root); /* without a parent */
	for (i = 0; i < 4; i++)
		hw_node_append(other, child[i]);
	assert_whole(other);
}

static void test_walk(void **state)
{
	struct fixture *f = *state;
	struct hw_node *root = node(f, NULL, HW_NODE_DOCUMENT, "0");
	struct hw_node *list = node(f, root, HW_NODE_LIST, "1"), *item, *at;
	char seen[32] = "";
	size_t len = 0;

	item = node(f, list, HW_NODE_ITEM, "2");
	node(f, item, HW_NODE_PARAGRAPH, "3");
	item = node(f, list, HW_NODE_ITEM, "4");
	node(f, item, HW_NODE_PARAGRAPH, "5");
	node(f, root, HW_NODE_RULE, "6");
	for (at = root; at != NULL; at = hw_node_next(root, at))
		seen[len++] = at->text.p[0];
	assert_string_equal(seen, "0123456");
	/* Below a node in the middle nothing outside of it is reached. */
	len = 0;
	memset(seen, 0, sizeof(seen));
	for (at = item; at != NULL; at = hw_node_next(item, at))
		seen[len++] = at->text.p[0];
	assert_string_equal(seen, "45");
	assert_null(hw_node_next(root->last, root->last));
}

static void test_blocks(void **state)
{
	struct hw_node one = {0};
	int type;

	(void)state;
	for (type = HW_NODE_DOCUMENT; type <= HW_NODE_ROW; type++) {
		one.type = (enum hw_node_type)type;
		assert_int_equal(hw_node_is_block(&one),
		    type <= HW_NODE_FOOTNOTE_DEF || type == HW_NODE_ROW);
	}
}

static void test_words(void **state)
{
	struct fixture *f = *state;
	struct hw_node *root = node(f, NULL, HW_NODE_DOCUMENT, "");
	struct hw_node *p = node(f, root, HW_NODE_PARAGRAPH, ""), *inner;
	struct hw_buf out = {0};

	node(f, p, HW_NODE_TEXT, "one");
	node(f, p, HW_NODE_SOFT_BREAK, "");
	inner = node(f, p, HW_NODE_STRONG, "");
	node(f, inner, HW_NODE_TEXT, "two");
	node(f, p, HW_NODE_LINE_BREAK, "");
	node(f, p, HW_NODE_CODE, "three");
	inner = node(f, p, HW_NODE_IMAGE, "");
	node(f, inner, HW_NODE_TEXT, " alt");
	inner = node(f, p, HW_NODE_LINK, "");
	inner->url = HW_STR("address");
	node(f, inner, HW_NODE_TEXT, " link");
	node(f, p, HW_NODE_HTML_INLINE, "<b>");
	p = node(f, root, HW_NODE_PARAGRAPH, "");
	node(f, p, HW_NODE_TEXT, "next");
	node(f, root, HW_NODE_CODE_BLOCK, "code");
	hw_node_words(root, &out);
	assert_string_equal(out.data, "one two three alt link<b> next code");
	hw_buf_clear(&out);
	hw_node_words(p->first, &out);
	assert_string_equal(out.data, "next");
	hw_buf_clear(&out);
	hw_node_words(node(f, NULL, HW_NODE_RULE, ""), &out);
	assert_int_equal(out.len, 0);
	hw_buf_free(&out);
}

/* A tree as deep as a list without end: walking uses no stack. */
static void test_deep(void **state)
{
	struct fixture *f = *state;
	struct hw_node *root = node(f, NULL, HW_NODE_DOCUMENT, ""),
		       *at = root;
	size_t i, count = 0;

	for (i = 0; i < 100000; i++)
		at = node(f, at, HW_NODE_QUOTE, "");
	for (at = root; at != NULL; at = hw_node_next(root, at))
		count++;
	assert_int_equal(count, 100001);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_build, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_walk, set_up, tear_down),
	    cmocka_unit_test(test_blocks),
	    cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_deep, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("doc", tests, NULL, NULL);
}
