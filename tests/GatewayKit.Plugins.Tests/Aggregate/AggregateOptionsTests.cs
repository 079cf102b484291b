namespace GatewayKit.Plugins.Tests.Aggregate;

public sealed class AggregateOptionsTests
{
    [Theory]
    [InlineData("parts: []", "options.parts")]
    [InlineData("parts: [ { name: a b, path: /x } ]", "options.parts[0].name")]
    [InlineData("parts: [ { name: a, path: x } ]", "options.parts[0].path is 'x'; it must be a path on this gateway")]
    [InlineData("parts: [ { name: a, path: '//x/{{ query.a }}' } ]", "it must be a path on this gateway")]
    [InlineData("parts: [ { name: a, path: /é } ]", "it must be a path on this gateway")]
    [InlineData("parts: [ { name: a, path: /x }, { name: a, path: /y } ]", "options.parts has 'a' twice")]
    [InlineData("parts: [ { name: a, path: '/{{ part.b.body }}' }, { name: b, path: '/{{ part.a.body }}' } ]", "has a cycle: 'a', 'b'")]
    [InlineData("parts: [ { name: a, path: '/{{ part.a.body }}' } ]", "has a cycle: 'a'")]
    [InlineData("parts: [ { name: a, path: '/{{ part.c.body }}' } ]", "'part' doesn't have 'c'. There are: a")]
    [InlineData("parts: [ { name: a, path: '/{{ item.id }}' } ]", "'item' isn't known")]
    [InlineData("parts: [ { name: a, path: '/{{ part[query.x] }}' } ]", "the members of 'part' must be names")]
    [InlineData("parts: [ { name: a, path: '/{% for x in y %}{% endfor %}' } ]", "has an invalid template")]
    [InlineData("parts: [ { name: a, path: /x, body: { x: 1 } } ]", "options.parts[0].body can't be sent with GET")]
    [InlineData("parts: [ { name: a, path: /x, forEach: 'x' } ]", "options.parts[0].forEach must be an output")]
    [InlineData("parts: [ { name: a, path: /x, default: 1 } ]", "options.parts[0].default has no effect")]
    [InlineData("parts: [ { name: a, path: /x, acceptStatuses: [ 200 ] } ]", "has 200; it must be between 300 and 599")]
    [InlineData("parts: [ { name: a, path: /x, headers: { Host: x } } ]", "options.parts[0].headers")]
    [InlineData("parts: [ { name: a, path: /x } ], template: { x: '{{ part.b.body }}' }", "options.template.x has an invalid template")]
    [InlineData("parts: [ { name: a, path: /x } ], errorsMember: a", "options.errorsMember is 'a', which the answer has already")]
    [InlineData("parts: [ { name: a, path: /x } ], errorsMember: e, template: [ 1 ]", "needs a template that is a mapping")]
    [InlineData("parts: [ { name: a, path: /x } ], maxBodySize: 0", "options.maxBodySize is 0B; it must be between 1B and 16MB")]
    [InlineData("parts: [ { name: a, path: /x } ], passStatuses: [ 200 ]", "options.passStatuses has 200")]
    public async Task An_invalid_option_is_an_error(string options, string expected)
    {
        var errors = await PluginGateway.ErrorsOfAsync($"{{ name: aggregate, options: {{ {options} }} }}");

        Assert.Contains(expected, string.Join('\n', errors), StringComparison.Ordinal);
    }
}
