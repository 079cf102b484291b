using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Tests.Configuration.Readers;

public class VariableTests
{
    [Theory]
    [InlineData("${env:HOST}", "example.com")]
    [InlineData("http://${env:HOST}:${env:PORT}/", "http://example.com:8080/")]
    [InlineData("$${env:HOST}", "${env:HOST}")]
    [InlineData("$${env:HOST} is ${env:HOST}", "${env:HOST} is example.com")]
    [InlineData("${env:NESTED}", "${env:HOST}")]
    [InlineData("${env:YAML}", "{ a: [b] }")]
    [InlineData("${env:NOTHING}", "")]
    [InlineData("${env:HOST:-other}", "example.com")]
    [InlineData("${env:NOT_SET:-http://x:1/?a=b:-c}", "http://x:1/?a=b:-c")]
    [InlineData("${env:NOTHING:-empty counts as not set}", "empty counts as not set")]
    [InlineData("a${env:NOT_SET:-}b", "ab")]
    [InlineData("$${env:X:-y}", "${env:X:-y}")]
    [InlineData("${HOST} $HOST {env:HOST}", "${HOST} $HOST {env:HOST}")]
    public void Variables_are_replaced_once_and_what_they_hold_is_text(string text, string expected)
    {
        var errors = new ConfigErrors();
        var root = Documents.Node($"'{text}'", errors, environment:
            [("HOST", "example.com"), ("PORT", "8080"), ("NESTED", "${env:HOST}"), ("YAML", "{ a: [b] }"), ("NOTHING", "")]);
        Assert.Empty(errors.Items);
        Assert.Equal(expected, Assert.IsType<ConfigScalar>(root).Text);
    }

    [Theory]
    [InlineData("a: { b: ['${env:NOT_SET}'] }", "gateway.yaml:1:10: a.b[0]: the environment variable 'NOT_SET' isn't set.")]
    [InlineData("a: '${env:}'",
        "gateway.yaml:1:4: a: a variable is written ${env:NAME} or ${env:NAME:-default}, with letters, digits and _ in its name and no } "
            + "or ${ in its default; write $${env: for the text itself.")]
    [InlineData("a: '${env:NO END'",
        "gateway.yaml:1:4: a: a variable is written ${env:NAME} or ${env:NAME:-default}, with letters, digits and _ in its name and no } "
            + "or ${ in its default; write $${env: for the text itself.")]
    [InlineData("a: '${env:A:-${env:B}}'",
        "gateway.yaml:1:4: a: a variable is written ${env:NAME} or ${env:NAME:-default}, with letters, digits and _ in its name and no } "
            + "or ${ in its default; write $${env: for the text itself.")]
    [InlineData("a: '${env::-x}'",
        "gateway.yaml:1:4: a: a variable is written ${env:NAME} or ${env:NAME:-default}, with letters, digits and _ in its name and no } "
            + "or ${ in its default; write $${env: for the text itself.")]
    [InlineData("a: '${env:A=B}'",
        "gateway.yaml:1:4: a: a variable is written ${env:NAME} or ${env:NAME:-default}, with letters, digits and _ in its name and no } "
            + "or ${ in its default; write $${env: for the text itself.")]
    public void A_variable_that_can_not_be_replaced_is_an_error_with_its_place(string text, string expected)
    {
        var errors = new ConfigErrors();
        Documents.Node(text, errors);
        Assert.Equal([expected], errors.Items.Select(e => e.ToString()));
    }

    [Fact]
    public void A_missing_variable_is_one_error_and_not_a_wrong_value_as_well()
        => Assert.Equal(["routes.a.order: the environment variable 'NOT_SET' isn't set."],
            Documents.Errors("routes: { a: { order: '${env:NOT_SET}' } }"));

    [Fact]
    public void A_replaced_number_is_read_by_the_options_type()
    {
        var errors = new ConfigErrors();
        var root = Documents.Node("routes: { a: { order: '${env:ORDER}' } }", errors, environment: ("ORDER", "7"));
        Assert.Equal(7, GatewayConfigBinder.Bind(root!, errors)!.Routes["a"].Route.Order);
    }

    [Fact]
    public void Variables_are_replaced_in_settings_as_well()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("a", "${env:X}")]).Build();
        var root = ConfigDocument.Read(settings, "GatewayKit", new ConfigErrors(), name => name == "X" ? "value" : null);
        Assert.Equal("value", Assert.IsType<ConfigScalar>(Assert.IsType<ConfigMapping>(root).Find("a")).Text);
    }

    [Fact]
    public void A_large_variable_named_often_does_not_fill_the_memory()
    {
        var errors = new ConfigErrors();
        Documents.Node($"'{string.Concat(Enumerable.Repeat("${env:X}", 10_000))}'", errors, environment: ("X", new string('x', 100_000)));
        Assert.Equal("the variables have more than 16777216 characters in total.", Assert.Single(errors.Items).Message);
    }

    [Fact]
    public void A_message_about_a_part_of_a_text_shows_no_value_of_a_variable()
    {
        var errors = new ConfigErrors();
        Documents.Node("a: '/{id:${env:SECRET}}'", errors, environment: ("SECRET", "top-secret"));
        errors.Add("a", "'top-secret' isn't a constraint.");
        Assert.Equal("'${env:SECRET}' isn't a constraint.", Assert.Single(errors.Items).Message);
    }
}
