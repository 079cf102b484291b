using System.Diagnostics;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Tests.Configuration.Readers;

public class YamlReaderTests
{
    [Fact]
    public void Nodes_know_their_places()
    {
        var root = Assert.IsType<ConfigMapping>(Documents.Node("a: 1\nb:\n  - x\n  - { c: y }\n"));
        Assert.Equal("gateway.yaml:1:4", root.Find("a")!.Location.ToString());
        var list = Assert.IsType<ConfigSequence>(root.Find("B"));
        Assert.Equal("gateway.yaml:3:5", list.Items[0].Location.ToString());
        Assert.Equal("gateway.yaml:4:10", Assert.IsType<ConfigMapping>(list.Items[1]).Find("c")!.Location.ToString());
    }

    [Theory]
    [InlineData("a:")]
    [InlineData("a: ~")]
    [InlineData("a: null")]
    public void Nothing_a_tilde_and_null_are_null(string text)
        => Assert.IsType<ConfigNull>(Assert.IsType<ConfigMapping>(Documents.Node(text)).Find("a"));

    [Theory]
    [InlineData("a: 'null'", "null")]
    [InlineData("a: \"~\"", "~")]
    [InlineData("a: ''", "")]
    [InlineData("a: !!str null", "null")]
    [InlineData("a: |\n  x\n  y\n", "x\ny\n")]
    [InlineData("a: !!int 5", "5")]
    [InlineData("a: \U0001F600", "\U0001F600")]
    public void Everything_else_is_text(string text, string expected)
        => Assert.Equal(expected, Assert.IsType<ConfigScalar>(Assert.IsType<ConfigMapping>(Documents.Node(text)).Find("a")).Text);

    [Fact]
    public void Aliases_and_merge_keys_repeat_what_stands_at_the_anchor_and_own_keys_win()
    {
        var root = (ConfigMapping)Documents.Node("""
            base: &base { a: 1, b: 2 }
            other: &other { b: 3, c: 4 }
            merged: { b: own, <<: [*base, *other] }
            same: *base
            """);
        var merged = Assert.IsType<ConfigMapping>(root.Find("merged"));
        Assert.Equal(["own", "1", "4"], new[] { "b", "a", "c" }.Select(k => ((ConfigScalar)merged.Find(k)!).Text));
        Assert.Same(root.Find("base"), root.Find("same"));
    }

    [Theory]
    [InlineData("a: 1\nA: 2", "gateway.yaml:2:1: A: the key 'A' occurs twice; keys are case-insensitive.")]
    [InlineData("a: 1\n---\nb: 2", "gateway.yaml:2:1: The file contains a second document; a configuration is a single document.")]
    [InlineData("a: *b", "gateway.yaml:1:4: The anchor 'b' isn't defined before this alias.")]
    [InlineData("a: &a [*a]", "gateway.yaml:1:8: The anchor 'a' isn't defined before this alias.")]
    [InlineData("a: { <<: 1 }", "gateway.yaml:1:10: The merge key << takes a mapping or a list of mappings.")]
    [InlineData("a: { [1]: 2 }", "gateway.yaml:1:6: a: a key must be text.")]
    [InlineData("a: !!python/object x", "gateway.yaml:1:4: The tag 'tag:yaml.org,2002:python/object' isn't supported.")]
    [InlineData("a: !Type x", "gateway.yaml:1:4: The tag '!Type' isn't supported.")]
    public void A_document_that_can_not_be_meant_is_refused(string text, string expected) => Assert.Equal([expected], Errors(text));

    [Theory]
    [InlineData("a: [1, 2", "1:4: The document isn't valid YAML: The bracket isn't closed.")]
    [InlineData("a:\n\t- b", "2:1: The document isn't valid YAML: Tabs aren't allowed for indentation; use spaces.")]
    [InlineData("a: @x", "1:4: The document isn't valid YAML: A value can't begin with '@'; put it in quotes.")]
    [InlineData("%YAML 9.9\n---\na: 1", "1:1: The document isn't valid YAML: The directive %YAML must be given once, as %YAML 1.2.")]
    [InlineData("&a *a", "1:4: The document isn't valid YAML: An alias can't have an anchor or a tag.")]
    [InlineData("\0", "1:1: The document isn't valid YAML: The text contains a control character, which YAML doesn't allow.")]
    public void Text_that_is_not_YAML_is_refused_at_its_place(string text, string expected)
        => Assert.Equal([$"gateway.yaml:{expected}"], Errors(text));

    [Theory]
    [InlineData("a: |-\n  \n  x", "\nx")]
    [InlineData("a: \"x\ny\"", "x y")]
    [InlineData("a: x\u2028y", "x\u2028y")]
    [InlineData("a: \"x\u0085y\"", "x\u0085y")]
    public void What_other_tools_take_is_taken(string text, string expected)
        => Assert.Equal(expected, Assert.IsType<ConfigScalar>(Assert.IsType<ConfigMapping>(Documents.Node(text)).Find("a")).Text);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused()
    {
        var errors = new ConfigErrors();
        Assert.Null(ConfigDocument.Read(new byte[] { (byte)'a', 0xC3, 0x28 }, "gateway.yaml", errors));
        Assert.Equal("gateway.yaml:1:2: The document isn't UTF-8 text from here on.", errors.Items[0].ToString());
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        var errors = new ConfigErrors();
        Assert.IsType<ConfigMapping>(
            ConfigDocument.Read(Encoding.UTF8.Preamble.ToArray().Concat("a: 1"u8.ToArray()).ToArray(), "gateway.yaml", errors));
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_at_once()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");

        var clock = Stopwatch.StartNew();
        Assert.EndsWith("The document has more than 3000000 nodes.", Assert.Single(Errors(bomb.ToString())), StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"It took {clock.Elapsed}.");
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('-')]
    [InlineData('?')]
    public void Deep_nesting_is_refused_at_once(char opening)
    {
        var clock = Stopwatch.StartNew();
        Assert.Single(Errors(string.Concat(Enumerable.Repeat($"{opening} ", 100_000))));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void Depth_below_an_alias_counts()
    {
        static string Nested(string inner) => string.Concat(Enumerable.Repeat("[", 40)) + inner + string.Concat(Enumerable.Repeat("]", 40));
        Assert.EndsWith("The document is nested deeper than 64 levels.",
            Assert.Single(Errors($"a: &a {Nested("x")}\nb: {Nested("*a")}")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Errors(string text)
    {
        var errors = new ConfigErrors();
        Documents.Node(text, errors);
        return errors.Items.Select(e => e.ToString());
    }
}
