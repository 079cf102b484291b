using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using GatewayKit.Plugins.Tests.Bodies;
using static GatewayKit.Plugins.Tests.Soap.SoapGateway;

namespace GatewayKit.Plugins.Tests.Soap;

public sealed class SoapRequestTests(SoapGateway gateway) : IClassFixture<SoapGateway>
{
    private static readonly XNamespace s_security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static readonly XNamespace s_utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static readonly XNamespace s_addressing = "http://www.w3.org/2005/08/addressing";

    [Theory]
    [InlineData("/plain", """{"a":"x<y","b":[1.0,true],"c":{"@d":"e","f":null}}""",
        """<op:Get><op:a>x&lt;y</op:a><op:b>1.0</op:b><op:b>true</op:b><op:c d="e"><op:f xsi:nil="true" /></op:c></op:Get>""")]
    [InlineData("/plain", "7", "<op:Get>7</op:Get>")]
    [InlineData("/plain", "{}", "<op:Get />")]
    [InlineData("/plain", null, "<op:Get />")]
    [InlineData("/rpc", """{"x":1,"y":{"z":null,"p:w":"v"}}""", "<op:Add><x>1</x><y><p:w>v</p:w></y></op:Add>")]
    [InlineData("/typed", """{"node":{"node":[{"value":"2"}],"value":1},"line":[{"plain":1,"quantity":2.50,"@sku":"a"}],"customer":"c"}""",
        """<op:Place><op:customer>c</op:customer><n8:line sku="a"><n8:quantity>2.50</n8:quantity><plain>1</plain></n8:line>"""
            + "<op:node><op:value>1</op:value><op:node><op:value>2</op:value></op:node></op:node></op:Place>")]
    [InlineData("/typed", """{"line":[{"quantity":1.50E-3},{"quantity":-20.5e+1},{"quantity":0.5e1},{"quantity":1e41}]}""",
        "<op:Place><op:line><n8:quantity>0.00150</n8:quantity></op:line><op:line><n8:quantity>-205</n8:quantity></op:line>"
            + "<op:line><n8:quantity>5</n8:quantity></op:line><op:line><n8:quantity>1e41</n8:quantity></op:line></op:Place>")]
    [InlineData("/typed", """{"extra":{"b":[1,2]},"note":null,"customer":null,"line":[]}""",
        """<op:Place><op:note xsi:nil="true" /><op:extra><op:b>1</op:b><op:b>2</op:b></op:extra></op:Place>""")]
    public async Task A_request_becomes_an_envelope(string path, string? json, string expected)
    {
        gateway.Upstream.Answer(202, [], isChunked: false);

        Assert.Equal(202, (await gateway.SendAsync(path, json)).Status);

        var sent = XDocument.Parse(gateway.Sent);
        var body = Assert.Single(sent.Root!.Elements(XName.Get("Body", Soap11)).Elements());
        Assert.True(
            XNode.DeepEquals(Normal(XElement.Parse(Declared(expected))), Normal(body)), $"{expected}\n{gateway.Sent}");
        Assert.Equal("text/xml; charset=utf-8", gateway.Upstream.LastHeaders.ContentType.ToString());
        Assert.Equal("text/xml", gateway.Upstream.LastHeaders.Accept.ToString());
        Assert.Equal(path == "/plain" ? "\"urn:a/Get\"" : "\"\"", gateway.Upstream.LastHeaders["SOAPAction"].ToString());
    }

    [Fact]
    public async Task Values_of_the_url_become_elements()
    {
        gateway.Upstream.Answer(202, [], isChunked: false);

        await gateway.SendAsync("/orders/a%20b?since=2026&tag=x&tag=y", null, "GET", headers: ("SOAPAction", "other"));

        var sent = Assert.Single(gateway.Host.Upstream.Requests, r => r.Target.StartsWith("/svc", StringComparison.Ordinal));
        Assert.Equal(("POST", "/svc/a%20b.asmx?op=Get", null), (sent.Method, sent.Target, sent.Header("SOAPAction")));
        Assert.Equal(
            "application/soap+xml; charset=utf-8; action=\"urn:a/Get\"", gateway.Upstream.LastHeaders.ContentType.ToString());
        Assert.Equal(
            $"{Xml}<soap12:Envelope xmlns:op=\"urn:a\" xmlns:soap12=\"{Soap12}\"><soap12:Body><op:Get><id>a b</id>"
                + "<filter><since>2026</since><tag>x</tag><tag>y</tag></filter></op:Get></soap12:Body></soap12:Envelope>",
            gateway.Sent);
    }

    [Theory]
    [InlineData("/orders/1", """{"id":2}""", "The request's body has the member 'id', which isn't part of the body.")]
    [InlineData("/orders/1", """{"tenant":2}""", "The request's body has the member 'tenant', which isn't part of the body.")]
    [InlineData("/orders/1?since=1", """{"filter":2}""", "The request's body must have an object 'filter'.")]
    [InlineData("/orders/1", "7", "The request's body must be an object.")]
    [InlineData("/plain", "[1]", "The request's body must be an object, not an array.")]
    [InlineData("/plain", """{"a":[[1]]}""", "The request's body has an array in the array 'a'.")]
    [InlineData("/plain", """{"a":1,"a":2}""", null)]
    [InlineData("/plain", """{"a":1,"op:a":2}""", null)]
    [InlineData("/plain", """{"op:a":2}""", "The request's body has the member 'op:a', which is written without its prefix.")]
    [InlineData("/plain", """{"a":{"op:b":2}}""", "The request's body has the member 'op:b', which is written without its prefix.")]
    [InlineData("/orders/1", """{"@xmlns:z":"urn:a","z:id":2}""",
        "The request's body has the member '@xmlns:z'; a body can't declare namespaces.")]
    [InlineData("/orders/1", """{"@xmlns":"urn:z"}""", null)]
    [InlineData("/plain", """{"@xmlns:op":"urn:z"}""", null)]
    [InlineData("/plain", """{"a":[{"\u0040xmlns:op":"urn:z"}]}""", null)]
    [InlineData("/typed", """{"extra":{"@xmlns:z":"urn:z"}}""", null)]
    [InlineData("/plain", """{"a b":1}""", null)]
    [InlineData("/plain", """{"q:b":1}""", null)]
    [InlineData("/plain", """{"a":"\u0001"}""", null)]
    [InlineData("/plain", """{"a":"\uD800"}""", null)]
    [InlineData("/plain", """{"\uD800":1}""", null)]
    [InlineData("/plain", "{", null)]
    [InlineData("/small", """{"a":{"b":{"c":{"d":{"e":{}}}}}}""", null)]
    [InlineData("/typed", """{"other":1}""", "The request's body has the member 'other', which 'body' doesn't have.")]
    [InlineData("/typed", """{"customer":[1]}""", "The request's body has an array for 'customer', which isn't one.")]
    [InlineData("/typed", """{"customer":{"a":1}}""", "The request's body has 'customer', which must be a single value.")]
    [InlineData("/typed", """{"line":1}""", "The request's body has 'line', which must be an object.")]
    [InlineData("/typed", """{"line":[[]]}""", "The request's body has 'line', which must be an object.")]
    [InlineData("/typed", """{"line":{"@xmlns:op":"urn:c"}}""", null)]
    [InlineData("/typed", "null", null)]
    public async Task An_invalid_body_is_rejected(string path, string json, string? detail)
    {
        gateway.Upstream.Answer(202, [], isChunked: false);

        var answer = await gateway.SendAsync(path, json);

        Assert.Equal((400, "application/problem+json", null), (answer.Status, answer.Header("Content-Type"), gateway.Upstream.LastBody));
        Assert.Contains(detail ?? "The request's body ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "text/plain", null, 415)]
    [InlineData("POST", "text/xml", null, 415)]
    [InlineData("POST", "application/json; charset=utf-16", null, 415)]
    [InlineData("POST", "application/json", "compress", 415)]
    [InlineData("POST", "application/json", "gzip", 400)]
    [InlineData("HEAD", "application/json", null, 405)]
    [InlineData("OPTIONS", "application/json", null, 405)]
    public async Task Other_requests_are_rejected(string method, string type, string? coding, int status)
    {
        gateway.Upstream.Answer(202, [], isChunked: false);

        var answer = await gateway.SendAsync(
            "/plain", method == "POST" ? "{}" : null, method, type, null, coding is null ? [] : [("Content-Encoding", coding)]);

        Assert.Equal((status, null), (answer.Status, gateway.Upstream.LastBody));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_compressed_request_is_decoded(string coding)
    {
        gateway.Upstream.Answer(202, [], isChunked: false);

        await gateway.SendAsync(
            "/plain", null, body: CodedBytes.Encode(coding, "{\"a\":\"größe\"}"u8), headers: ("Content-Encoding", coding));

        Assert.Equal(Envelope11("<op:Get><op:a>größe</op:a></op:Get>"), gateway.Sent);
        Assert.False(gateway.Upstream.LastHeaders.ContainsKey("Content-Encoding"));
    }

    [Fact]
    public async Task A_chunked_request_without_a_length_is_converted()
    {
        gateway.Upstream.Answer(202, [], isChunked: true);

        await gateway.SendAsync("/plain", "{\"a\":1}", headers: ("Transfer-Encoding", "chunked"));

        Assert.Equal(Envelope11("<op:Get><op:a>1</op:a></op:Get>"), gateway.Sent);
    }

    [Fact]
    public async Task A_request_to_upgrade_is_rejected()
    {
        gateway.Upstream.Answer(202, [], isChunked: false);

        var answer = await gateway.SendAsync("/plain", null, "GET", headers: [("Connection", "Upgrade"), ("Upgrade", "websocket")]);

        Assert.Equal((400, null), (answer.Status, gateway.Upstream.LastBody));
    }

    [Fact]
    public async Task Long_requests_are_rejected()
    {
        gateway.Upstream.Answer(202, [], isChunked: false);
        var items = string.Join(',', Enumerable.Repeat("0", 100));
        var attributes = string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"@a{i}\":1"));

        Assert.Equal(413, (await gateway.SendAsync("/small", $"\"{new string('a', 3000)}\"")).Status);
        Assert.Equal(413, (await gateway.SendAsync("/small", $$"""{"{{new string('a', 200)}}":[{{items}}]}""")).Status);
        var grown = CodedBytes.Encode("gzip", new byte[20_000_000]);
        Assert.Equal(413, (await gateway.SendAsync("/plain", body: grown, headers: ("Content-Encoding", "gzip"))).Status);
        Assert.Equal(400, (await gateway.SendAsync("/plain", $"{{\"a\":{{{attributes}}}}}")).Status);
        Assert.Equal(400, (await gateway.SendAsync("/plain", new string('[', 100_000))).Status);
        Assert.Null(gateway.Upstream.LastBody);
    }

    [Fact]
    public async Task A_username_token_and_addresses_are_sent()
    {
        gateway.Upstream.Answer(202, [], isChunked: false);

        await gateway.SendAsync("/secure");

        var header = XDocument.Parse(gateway.Sent).Root!.Element(XName.Get("Header", Soap11))!;
        var security = header.Element(s_security + "Security")!;
        var token = security.Element(s_security + "UsernameToken")!;
        var password = token.Element(s_security + "Password")!;
        Assert.Equal("1", security.Attribute(XName.Get("mustUnderstand", Soap11))!.Value);
        Assert.Equal(("u<1>", "s&cret"), (token.Element(s_security + "Username")!.Value, password.Value));
        Assert.EndsWith("#PasswordText", password.Attribute("Type")!.Value, StringComparison.Ordinal);
        Assert.Equal(
            ["2026-12-01T10:00:00.000Z", "2026-12-01T10:05:00.000Z"],
            security.Element(s_utility + "Timestamp")!.Elements().Select(e => e.Value));
        Assert.Equal("urn:a/Get", header.Element(s_addressing + "Action")!.Value);
        Assert.Equal("http://service.example/a", header.Element(s_addressing + "To")!.Value);
        Assert.StartsWith("urn:uuid:", header.Element(s_addressing + "MessageID")!.Value, StringComparison.Ordinal);
        Assert.EndsWith("/anonymous", header.Element(s_addressing + "ReplyTo")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_has_its_own_nonce_for_each_request()
    {
        gateway.Upstream.Answer(202, [], isChunked: false);
        var nonces = new HashSet<string>();

        for (var i = 0; i < 2; i++)
        {
            await gateway.SendAsync("/digest");

            var envelope = XDocument.Parse(gateway.Sent).Root!;
            var token = envelope.Descendants(s_security + "UsernameToken").Single();
            var (nonce, created) = (token.Element(s_security + "Nonce")!.Value, token.Element(s_utility + "Created")!.Value);
#pragma warning disable CA5350 // The profile requires SHA-1.
            var digest = SHA1.HashData([.. Convert.FromBase64String(nonce), .. Encoding.UTF8.GetBytes(created + "secret")]);
#pragma warning restore CA5350
            Assert.Equal(Convert.ToBase64String(digest), token.Element(s_security + "Password")!.Value);
            Assert.Equal("2026-12-01T10:00:00.000Z", created);
            Assert.True(nonces.Add(nonce));
            Assert.Empty(envelope.Element(XName.Get("Body", Soap12))!.Elements());
            Assert.Null(token.Parent!.Attribute(XName.Get("mustUnderstand", Soap12)));
        }
    }

    private static string Declared(string element)
    {
        var end = element.IndexOfAny([' ', '>', '/'], 1);
        return element.Insert(
            end, " xmlns:op='urn:a' xmlns:n8='urn:b' xmlns:p='urn:p' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'")
            .Replace("<n8:line", "<op:line", StringComparison.Ordinal).Replace("</n8:line", "</op:line", StringComparison.Ordinal);
    }

    /// <summary>Returns an element without declarations, and without a difference between empty forms.</summary>
    private static XElement Normal(XElement element) => new(
        element.Name, element.Attributes().Where(a => !a.IsNamespaceDeclaration),
        element.HasElements ? element.Elements().Select(Normal) : element.Value);
}
