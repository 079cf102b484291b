using GatewayKit.Plugins.Soap;

namespace GatewayKit.Plugins.Tests.Soap;

public sealed class SoapOptionsTests
{
    private const string Needed = "operation: Get, namespace: 'urn:a'";

    [Theory]
    [InlineData("version: '2.0'", "version is '2.0'; it must be 1.1 or 1.2.")]
    [InlineData("action: 'a\"b'", null)]
    [InlineData("path: services", "path is 'services'; it must be a path, such as /services/orders.svc.")]
    [InlineData("parameters: { id: cookie.id }", "parameters.id is 'cookie.id'; it must be route.NAME, query.NAME or header.NAME.")]
    [InlineData("parameters: { 'a//b': route.id }", null)]
    [InlineData("parameters: { a: 'header.X Y' }", null)]
    [InlineData("namespaces: { soap11: 'urn:b' }", "namespaces.soap11 isn't a prefix that can be chosen; take another name.")]
    [InlineData("namespaces: { n1: 'urn:b' }", null)]
    [InlineData("namespaces: { p: 'urn:a' }", null)]
    [InlineData("namespaces: { p: 'urn:b', q: 'urn:b' }", null)]
    [InlineData("arrays: ['a//b']", null)]
    [InlineData("faults: { Gone: 200 }", "faults.Gone is 200; it must be between 400 and 599.")]
    [InlineData("addressing: {}", "addressing.action is missing; set it, or the option 'action'.")]
    [InlineData("security: { username: a, password: \"b\\n\" }", "security.password must not contain control characters.")]
    [InlineData("security: { username: a, password: b, timestamp: 2h }", null)]
    [InlineData("maxBodySize: 17MB", "maxBodySize is 17MB; it must be between 1B and 16MB.")]
    [InlineData("maxDepth: 257", null)]
    [InlineData("requestType: A", "requestType is 'A', which 'types' doesn't have.")]
    [InlineData("types: { A: { members: [ { name: b, type: C } ] } }", "types.A.members[0].type is 'C', which 'types' doesn't have.")]
    [InlineData("types: { A: { members: [b, b] } }", "types.A.members[1].name is 'b', like that of another member.")]
    [InlineData("types: { A: { members: ['p:b'] } }", null)]
    [InlineData("types: { A: { members: [ { name: '@b', array: true } ] } }", null)]
    [InlineData("types: { A: { members: [ { name: '@b', type: A } ] } }", null)]
    [InlineData("types: { text: {} }", "types.text has the name of another type.")]
    [InlineData("types: { A: {} }, responseType: A, numbers: [a]", null)]
    public async Task Invalid_options_are_rejected(string options, string? expected)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: soap, options: {{ {Needed}, {options} }} }}"));

        Assert.Equal(expected is null ? error : $"(soap): options.{expected}", error);
    }

    [Theory]
    [InlineData("operation: 'a:b', namespace: ''")]
    [InlineData("operation: '', namespace: '', style: rpc")]
    [InlineData("operation: a, namespace: 'a b'")]
    [InlineData("operation: a")]
    public async Task The_operation_must_be_a_name(string options)
        => Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: soap, options: {{ {options} }} }}"));

    [Fact]
    public void A_password_is_never_part_of_a_text()
    {
        var options = new SoapOptions
        {
            Operation = "a",
            Namespace = "",
            Security = new SoapSecurity { Username = "u", Password = "geheim" },
        };

        Assert.DoesNotContain("geheim", options.ToString(), StringComparison.Ordinal);
    }
}
