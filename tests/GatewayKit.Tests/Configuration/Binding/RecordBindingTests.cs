using System.Security.Authentication;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Tests.Configuration.Binding;

public class RecordBindingTests
{
    [Fact]
    public void Every_shape_of_property_is_bound_and_keys_are_found_in_any_case()
    {
        var options = Documents.Options<ShapeOptions>("""
            TEXT: 8080
            mode: very-lenient
            protocols: [tls12, Tls13]
            array: [a, b]
            list: [1, 2]
            readOnlyList: []
            collection: [1s]
            set: [x, x]
            limits: [ { limit: 1 }, { limit: 2, window: 5s } ]
            names: { a: 1, B: two }
            pairs: { one: { limit: 1 } }
            frozen: { A: [x] }
            nested: { limit: 3 }
            node: [1]
            """);

        Assert.Equal("8080", options.Text);
        Assert.Equal(Mode.VeryLenient, options.Mode);
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, options.Protocols);
        Assert.Equal(["a", "b"], options.Array);
        Assert.Equal([1, 2], options.List);
        Assert.Equal([], options.ReadOnlyList);
        Assert.Equal([TimeSpan.FromSeconds(1)], options.Collection);
        Assert.Equal(["x"], options.Set);
        Assert.Equal([new LimitPair { Limit = 1 }, new LimitPair { Limit = 2, Window = TimeSpan.FromSeconds(5) }],
            options.Limits.AsEnumerable());
        Assert.Equal("two", options.Names!["b"]);
        Assert.Equal(1, options.Pairs!["ONE"].Limit);
        Assert.Equal(["x"], options.Frozen!["a"]);
        Assert.Equal(3, options.Nested!.Limit);
        Assert.IsType<ConfigSequence>(options.Node);
    }

    [Fact]
    public void Null_is_the_same_as_absent_and_leaves_the_default()
    {
        var options = Documents.Options<ShapeOptions>("{ text: null, array: ~, names: , limits: null }");
        Assert.Equal(["default"], options.Array);
        Assert.Null(options.Names);
        Assert.Empty(options.Limits);
    }

    [Fact]
    public void Absent_options_are_the_defaults()
        => Assert.Equal(["default"], Documents.Bind<ShapeOptions>(null, new ConfigErrors())!.Array);

    [Fact]
    public void An_option_without_a_type_keeps_text_numbers_lists_and_dictionaries()
    {
        var value = Documents.Options<ShapeOptions>(
            """anything: { price: 42, name: "42", big: 1e3, zip: 007, list: [true, null, x] }""").Anything;
        var dictionary = Assert.IsType<Dictionary<string, object?>>(value);
        Assert.Equal(42L, dictionary["price"]);
        Assert.Equal("42", dictionary["name"]);
        Assert.Equal(1000d, dictionary["big"]);
        Assert.Equal("007", dictionary["zip"]);
        Assert.Equal([true, null, "x"], Assert.IsType<List<object?>>(dictionary["list"]));
    }

    [Theory]
    [InlineData("{ txt: x }",
        "options.txt is unknown. Did you mean 'text'? Allowed: anything, array, collection, frozen, limits, list, mode, names, nested, "
            + "node, pairs, protocols, readOnlyList, set, text.")]
    [InlineData("{ array: a }", "options.array is a single value; it must be a list.")]
    [InlineData("{ array: { a: b } }", "options.array is a mapping; it must be a list.")]
    [InlineData("{ array: [a, null] }", "options.array[1] is null; it must be text.")]
    [InlineData("{ array: [a, [b]] }", "options.array[1] is a list; it must be text.")]
    [InlineData("{ list: [1, x] }", "options.list[1] is 'x'; it must be a whole number from -2147483648 to 2147483647.")]
    [InlineData("{ names: [a] }", "options.names is a list; it must be a mapping.")]
    [InlineData("{ names: { a: [] } }", "options.names.a is a list; it must be text.")]
    [InlineData("{ nested: 1 }", "options.nested is a single value; it must be a mapping.")]
    [InlineData("{ nested: {} }", "options.nested.limit is missing; it is required.")]
    [InlineData("{ nested: { limit: null } }", "options.nested.limit is missing; it is required.")]
    [InlineData("{ limits: [ { limit: 0 } ] }", "options.limits[0].limit is 0; it must be between 1 and 1000000.")]
    [InlineData("{ limits: [ null ] }", "options.limits[0].limit is missing; it is required.")]
    [InlineData("{ pairs: { a: } }", "options.pairs.a.limit is missing; it is required.")]
    [InlineData("{ protocols: [tls99] }",
        "options.protocols[0] is 'tls99'; it must be one of: none, ssl2, ssl3, tls, default, tls11, tls12, tls13.")]
    [InlineData("[]", "options is a list; it must be a mapping.")]
    [InlineData("text", "options is a single value; it must be a mapping.")]
    public void What_does_not_fit_is_refused_with_what_is_allowed(string text, string expected)
        => Assert.Equal([expected], Documents.OptionErrors<ShapeOptions>(text));

    [Fact]
    public void A_read_only_or_internal_property_is_no_option()
        => Assert.Equal(2, Documents.OptionErrors<ShapeOptions>("{ fixed: 2, hidden: 3 }")
            .Count(m => m.Contains("is unknown", StringComparison.Ordinal)));

    [Fact]
    public void Options_without_any_say_so()
        => Assert.Equal(["options.x is unknown. There are no options."], Documents.OptionErrors<NoOptions>("x: 1"));

    [Fact]
    public void Every_error_is_collected_with_its_place()
    {
        var errors = new ConfigErrors();
        Documents.Bind<ShapeOptions>(Documents.Node("text: [1]\narray: 5\nlimits:\n  - limit: 0\n    windw: 1s\n"), errors);
        Assert.Equal(
            ["gateway.yaml:1:7", "gateway.yaml:2:8", "gateway.yaml:5:5", "gateway.yaml:4:12"],
            errors.Items.Select(e => e.Location.ToString()));
        Assert.All(errors.Items, e => Assert.Equal("plugins[0] (test)", e.Where));
    }

    [Fact]
    public void A_record_made_in_code_is_taken_as_it_is()
    {
        var made = new LimitPair { Limit = 5 };
        Assert.Same(made, Documents.Bind<LimitPair>(ConfigNode.FromValue(made), new ConfigErrors()));
    }

    [Fact]
    public void A_record_made_in_code_is_validated_through_and_through()
    {
        var errors = new ConfigErrors();
        Assert.Null(Documents.Bind<ShapeOptions>(
            ConfigNode.FromValue(new ShapeOptions { Nested = new() { Limit = 0 }, Limits = [new() { Limit = -1 }] }), errors));
        Assert.Equal(
            ["options.limits[0].limit is -1; it must be between 1 and 1000000.",
                "options.nested.limit is 0; it must be between 1 and 1000000."],
            errors.Items.Select(e => e.Message));
    }

    [Fact]
    public void A_record_of_another_plugin_is_refused()
    {
        var errors = new ConfigErrors();
        Assert.Null(Documents.Bind<LimitPair>(ConfigNode.FromValue(new ShapeOptions()), errors));
        Assert.Equal("options is a ShapeOptions; it must be a LimitPair.", errors.Items[0].Message);
    }
}
