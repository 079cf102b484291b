namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>What a signature protects.</summary>
public sealed class SignatureTests(SignatureTests.Fixture fixture) : IClassFixture<SignatureTests.Fixture>
{
    private const string Body = "{\"item\":\"tea\",\"count\":2}";

    private readonly SignatureHost _host = fixture.Host;

    [Fact]
    public async Task A_signed_request_is_accepted_with_each_algorithm()
    {
        foreach (var key in TestSigner.All)
        {
            _host.Gateway.Upstream.Forget();
            foreach (var more in (string[])["", $";alg=\"{key.Algorithm}\"", ";expires=1700000060;tag=\"any\";other=?0"])
            {
                var request = new SignedRequest { Key = key, Parameters = SignedRequest.With(key, more: more) };
                Assert.Equal((key.Algorithm, 200), (key.Algorithm, await _host.StatusAsync(request.Sign())));
            }

            Assert.All(_host.Gateway.Upstream.Requests, seen => Assert.Equal("alice", seen.Header("X-Consumer-Name")));
        }
    }

    [Fact]
    public async Task A_change_of_a_signed_request_is_refused()
    {
        Dictionary<string, Action<SignedRequest>> changes = new()
        {
            ["method"] = r => r.Method = "PUT",
            ["path"] = r => r.Target = "/orders/2?id=1&sort=up",
            ["case of the path"] = r => r.Target = "/Orders?id=1&sort=up",
            ["slash"] = r => r.Target = "/orders/?id=1&sort=up",
            ["escape in the path"] = r => r.Target = "/%6frders?id=1&sort=up",
            ["order of the query"] = r => r.Target = "/orders?sort=up&id=1",
            ["escape in the query"] = r => r.Target = "/orders?id=%31&sort=up",
            ["parameter added"] = r => r.Target += "&admin=1",
            ["separator added"] = r => r.Target += "&",
            ["query removed"] = r => r.Target = "/orders",
            ["host"] = r => r.Host = "other",
            ["port"] = r => r.Host = "gateway:8080",
            ["header"] = r => r.Replace("X-Trace", _ => "B"),
            ["case of a header"] = r => r.Replace("X-Trace", _ => "a"),
            ["header removed"] = r => r.Headers.RemoveAll(header => header.Name == "X-Trace"),
            ["header repeated"] = r => r.With("X-Trace", "A"),
            ["header repeated in another case"] = r => r.With("x-trace", "B"),
            ["header emptied"] = r => r.Replace("X-Trace", _ => ""),
            ["first byte of the body"] = r => r.Body[0] ^= 1,
            ["last byte of the body"] = r => r.Body[^1] ^= 1,
            ["body longer"] = r => r.Body = [.. r.Body, (byte)' '],
            ["body shorter"] = r => r.Body = r.Body[..^1],
            ["body removed"] = r => r.Body = [],
            ["digest removed"] = r => r.Headers.RemoveAll(header => header.Name == "Content-Digest"),
            ["digest of another body"] = r => r.Change(SwapBody),
            ["digest added"] = r => r.With("Content-Digest", "sha-512=:AAAA:"),
            ["unknown digest added"] = r => r.Replace("Content-Digest", value => value + ", crc=:AAAA:"),
            ["component removed"] = r => r.Replace("Signature-Input", Without(" \"x-trace\"")),
            ["component added"] = r => r.Replace("Signature-Input", value => value.Replace(" \"x-trace\"",
                " \"x-trace\" \"host\"", StringComparison.Ordinal)),
            ["order of the components"] = r => r.Replace("Signature-Input", value => value.Replace("\"@method\" \"@authority\"",
                "\"@authority\" \"@method\"", StringComparison.Ordinal)),
            ["order of the parameters"] = r => r.Replace("Signature-Input", value => value.Replace(";created=1700000000;keyid=\"hmac\"",
                ";keyid=\"hmac\";created=1700000000", StringComparison.Ordinal)),
            ["parameter of the signature added"] = r => r.Replace("Signature-Input", value => value + ";x"),
            ["expiration added"] = r => r.Replace("Signature-Input", value => value + ";expires=1700000100"),
            ["algorithm added"] = r => r.Replace("Signature-Input", value => value + ";alg=\"hmac-sha256\""),
            ["created"] = r => r.Replace("Signature-Input", value => value.Replace("1700000000", "1700000001", StringComparison.Ordinal)),
            ["key"] = r => r.Replace("Signature-Input", value => value.Replace("\"hmac\"", "\"ed\"", StringComparison.Ordinal)),
            ["unknown key"] = r => r.Replace("Signature-Input", value => value.Replace("\"hmac\"", "\"x\"", StringComparison.Ordinal)),
            ["label"] = r => r.Replace("Signature", value => value.Replace("sig1", "sig2", StringComparison.Ordinal)),
            ["first byte of the signature"] = r => r.Replace("Signature", Flip(0)),
            ["last byte of the signature"] = r => r.Replace("Signature", Flip(31)),
            ["signature shorter"] = r => r.Replace("Signature", _ => "sig1=:AAAA:"),
            ["signature empty"] = r => r.Replace("Signature", _ => "sig1=::"),
            ["signature removed"] = r => r.Headers.RemoveAll(header => header.Name == "Signature"),
            ["input removed"] = r => r.Headers.RemoveAll(header => header.Name == "Signature-Input"),
        };
        _host.Gateway.Upstream.Forget();
        foreach (var (name, change) in changes)
            Assert.Equal((name, 401), (name, await _host.StatusAsync(Signed().Change(change))));

        Assert.Empty(_host.Gateway.Upstream.Requests);
        Assert.Equal(200, await _host.StatusAsync(Signed()));
    }

    [Fact]
    public async Task A_change_without_a_meaning_is_accepted()
    {
        Dictionary<string, Action<SignedRequest>> changes = new()
        {
            ["case of the host"] = r => r.Host = "GateWay",
            ["default port"] = r => r.Host = "gateway:80",
            ["order of the headers"] = r => r.Headers.Reverse(),
            ["case of a header's name"] = r => r.Replace("X-Trace", value => value).Headers.Add(("X-Other", "1")),
            ["spaces around a value"] = r => r.Replace("X-Trace", value => $"  {value} \t"),
            ["label"] = r => r.Replace("Signature", Renamed).Replace("Signature-Input", Renamed),
            ["spaces in the list"] = r => r.Replace("Signature-Input",
                value => value.Replace("(\"@method\" ", "(  \"@method\"   ", StringComparison.Ordinal)),
            ["HTTP/1.1 absolute form"] = r => r.Target = "http://gateway" + r.Target,
        };
        foreach (var (name, change) in changes)
            Assert.Equal((name, 200), (name, await _host.StatusAsync(Signed().Change(change))));
    }

    [Fact]
    public async Task A_header_with_several_lines_is_one_value()
    {
        var request = new SignedRequest { Components = ["@method", "@authority", "@path", "@query", "x-list", "x-empty"] }
            .With("X-List", "a, b").With("X-Empty", "").With("X-List", "c").Sign();
        Assert.Equal(200, await _host.StatusAsync(request));

        // The same value in one line, as intermediaries may send it.
        var joined = new SignedRequest { Components = request.Components }.With("X-List", "a, b, c").With("X-Empty", "");
        Assert.Equal(200, await _host.StatusAsync(joined.With("Signature-Input", request.Value("Signature-Input"))
            .With("Signature", request.Value("Signature"))));
    }

    [Fact]
    public async Task A_folded_header_is_refused()
        => Assert.Equal(400, await _host.StatusAsync(Signed().Replace("X-Trace", value => $"{value}\r\n b")));

    [Fact]
    public async Task The_upstream_gets_the_body_and_no_signature()
    {
        _host.Gateway.Upstream.Forget();
        _host.Bodies.Clear();

        Assert.Equal(200, await _host.StatusAsync(Signed()));

        var seen = _host.Gateway.Upstream.Request;
        Assert.Equal((null, null, "A"), (seen.Header("Signature"), seen.Header("Signature-Input"), seen.Header("X-Trace")));
        Assert.Equal(SignedRequest.Digest(System.Text.Encoding.UTF8.GetBytes(Body)), seen.Header("Content-Digest"));
        Assert.Equal(Body, Assert.Single(_host.Bodies));
    }

    private static SignedRequest Signed() => SignedRequest.Post(Body, isChunked: false, "x-trace").With("X-Trace", "A").Sign();

    private static void SwapBody(SignedRequest request)
    {
        request.Body = "{}"u8.ToArray();
        request.Replace("Content-Digest", _ => SignedRequest.Digest(request.Body));
    }

    private static Func<string, string> Without(string text) => value => value.Replace(text, "", StringComparison.Ordinal);

    private static string Renamed(string value) => value.Replace("sig1=", "other=", StringComparison.Ordinal);

    private static Func<string, string> Flip(int index) => value =>
    {
        var bytes = Convert.FromBase64String(value.Split(':')[1]);
        bytes[index] ^= 1;
        return $"sig1=:{Convert.ToBase64String(bytes)}:";
    };

    public sealed class Fixture : IAsyncLifetime
    {
        internal SignatureHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await SignatureHost.StartAsync();

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
