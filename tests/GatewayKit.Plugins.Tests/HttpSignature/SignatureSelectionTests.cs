namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>Which signature of a request counts, and what is refused as malformed.</summary>
public sealed class SignatureSelectionTests
{
    [Fact]
    public async Task A_second_signature_is_refused_without_a_tag()
    {
        await using var host = await SignatureHost.StartAsync();
        foreach (var isFirst in (bool[])[true, false])
        {
            foreach (var more in (string[])["", ";tag=\"x\""])
                Assert.Equal(401, await host.StatusAsync(Both(Signed(), Other(more), isFirst)));
        }

        Assert.Empty(host.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task The_signature_with_the_tag_counts()
    {
        await using var host = await SignatureHost.StartAsync("tag: gw");
        var own = Signed(";tag=\"gw\"");

        foreach (var isFirst in (bool[])[true, false])
        {
            Assert.Equal(200, await host.StatusAsync(Both(own, Other(""), isFirst)));
            Assert.Equal(200, await host.StatusAsync(Both(own, Other(";tag=\"Gw\""), isFirst)));
            Assert.Equal(401, await host.StatusAsync(Both(own, Other(";tag=\"gw\""), isFirst)));
            Assert.Equal(401, await host.StatusAsync(Both(Signed(";tag=\"other\""), Other(";tag=\"gw\""), isFirst)));
        }

        Assert.Equal(200, await host.StatusAsync(own));
        Assert.Equal(401, await host.StatusAsync(Signed()));
        Assert.Equal(401, await host.StatusAsync(Signed(";tag=gw")));
        Assert.Equal(401, await host.StatusAsync(Signed(";tag=\"gw\"").Replace("Signature-Input", Change("gw", ""))));
    }

    [Fact]
    public async Task Signatures_in_separate_lines_are_one_dictionary()
    {
        await using var host = await SignatureHost.StartAsync("tag: gw");
        var (own, other) = (Signed(";tag=\"gw\""), Other(""));
        var request = new SignedRequest();
        foreach (var (name, value) in other.Headers.Concat(own.Headers))
            request.With(name, value);

        Assert.Equal(200, await host.StatusAsync(request));
        Assert.Equal(401, await host.StatusAsync(request.With("Signature", own.Value("Signature"))));
    }

    [Fact]
    public async Task The_old_draft_is_refused_with_its_name()
    {
        await using var host = await SignatureHost.StartAsync();
        const string Draft = "keyId=\"hmac\",algorithm=\"hmac-sha256\",headers=\"(request-target) date\",signature=\"AAAA\"";

        foreach (var (name, value) in new[] { ("Signature", Draft), ("Authorization", "Signature " + Draft) })
        {
            var answer = await new SignedRequest().With(name, value).SendAsync(host.Gateway);
            Assert.Equal(401, answer.Status);
            Assert.Contains("draft-cavage-http-signatures", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Malformed_fields_are_refused()
    {
        await using var host = await SignatureHost.StartAsync();
        var (input, signature) = (Signed().Value("Signature-Input"), Signed().Value("Signature"));
        string In(string from, string to) => Change(from, to)(input);
        string[] inputs =
        [
            "", "x", input + ",", input + ", ", "," + input, input[..^1], In(")", ""), In("(", ""), In("\" \"", "\"\""), In("sig1", "Sig1"),
            In("\"@method\"", "@method"), In("\"@method\"", "method"), In("\"@method\"", "\"@method"), In(";created", "; \tcreated"),
            "sig1=\"@method\"", "sig1=?1", "sig1", input + ", " + input, input + $", x=({new string(' ', 9000)})",
            input + string.Concat(Enumerable.Range(0, 8).Select(i => $", x{i}=()")),
        ];
        string[] signatures =
        [
            "", "sig1", "sig1=\"AAAA\"", "sig1=(:AAAA:)", signature + ",", signature[..^1], signature + "x", signature + ";=1",
            Change("=:", "=: ")(signature), Change("=:", "=::")(signature), signature + ", " + signature,
            signature + $", x=:{new string('A', 9000)}:",
        ];
        var cases = inputs.Select(bad => (bad, signature)).Concat(signatures.Select(bad => (input, bad)));
        foreach (var (index, (badInput, badSignature)) in cases.Index())
        {
            var request = new SignedRequest().With("Signature-Input", badInput).With("Signature", badSignature);
            Assert.Equal((index, 401), (index, await host.StatusAsync(request)));
        }

        Assert.Empty(host.Gateway.Upstream.Requests);
        Assert.Equal(200, await host.StatusAsync(Signed()));
    }

    private static Func<string, string> Change(string from, string to) => value => value.Replace(from, to, StringComparison.Ordinal);

    private static SignedRequest Signed(string more = "")
        => new SignedRequest { Parameters = SignedRequest.With(TestSigner.Hmac, more: more) }.Sign();

    /// <summary>A signature over nothing, with a key that the gateway knows.</summary>
    private static SignedRequest Other(string more) => new SignedRequest
    {
        Key = TestSigner.P256,
        Label = "sig2",
        Components = [],
        Parameters = SignedRequest.With(TestSigner.P256, more: more),
    }.Sign();

    private static SignedRequest Both(SignedRequest one, SignedRequest other, bool isFirst)
    {
        string Join(string name) => isFirst ? $"{one.Value(name)}, {other.Value(name)}" : $"{other.Value(name)},{one.Value(name)}";
        return new SignedRequest().With("Signature-Input", Join("Signature-Input")).With("Signature", Join("Signature"));
    }
}
