using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>
/// A request over HTTP/1.1 that is signed as RFC 9421 says, independently of the plugin, and can be changed byte by byte after that.
/// </summary>
internal sealed class SignedRequest
{
    public const long Now = 1_700_000_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public TestSigner Key { get; init; } = TestSigner.Hmac;

    public string Method { get; set; } = "GET";

    public string Target { get; set; } = "/orders?id=1&sort=up";

    public string Host { get; set; } = "gateway";

    public List<(string Name, string Value)> Headers { get; } = [];

    public byte[] Body { get; set; } = [];

    public bool IsChunked { get; init; }

    public string Label { get; init; } = "sig1";

    public List<string> Components { get; init; } = ["@method", "@authority", "@path", "@query"];

    public string Parameters { get; init; } = $";created={Now};keyid=\"hmac\"";

    /// <summary>The parameters for a key, created at a time.</summary>
    public static string With(TestSigner key, long created = Now, string more = "")
        => string.Create(CultureInfo.InvariantCulture, $";created={created};keyid=\"{key.KeyId}\"{more}");

    public static SignedRequest Post(string body, bool isChunked = false, params string[] more) => new SignedRequest
    {
        Method = "POST",
        Body = Encoding.UTF8.GetBytes(body),
        IsChunked = isChunked,
        Components = ["@method", "@authority", "@path", "@query", "content-digest", .. more],
    }.With("Content-Digest", Digest(Encoding.UTF8.GetBytes(body)));

    public static string Digest(byte[] body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    public SignedRequest With(string name, string value)
    {
        Headers.Add((name, value));
        return this;
    }

    /// <summary>Adds the signature of the request as it is now.</summary>
    public SignedRequest Sign()
    {
        var input = $"({string.Join(' ', Components.Select(Identifier))}){Parameters}";
        var lines = Components.Select(component => $"{Identifier(component)}: {ValueOf(component)}\n");
        var text = string.Concat(lines) + "\"@signature-params\": " + input;
        return With("Signature-Input", $"{Label}={input}")
            .With("Signature", $"{Label}=:{Convert.ToBase64String(Key.Sign(Encoding.Latin1.GetBytes(text)))}:");
    }

    public SignedRequest Change(Action<SignedRequest> change)
    {
        change(this);
        return this;
    }

    public SignedRequest Replace(string name, Func<string, string> value)
    {
        var index = Headers.FindIndex(header => header.Name == name);
        Headers[index] = (name, value(Headers[index].Value));
        return this;
    }

    public string Value(string name) => Headers.First(header => header.Name == name).Value;

    public byte[] ToBytes()
    {
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\nHost: {Host}\r\nConnection: close\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (IsChunked)
            head.Append("Transfer-Encoding: chunked\r\n");
        else if (Method is not "GET" and not "DELETE")
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. IsChunked ? Chunks() : Body];
    }

    public Task<RawAnswer> SendAsync(GatewayTestHost host) => SendAsync(host, ToBytes());

    public static async Task<RawAnswer> SendAsync(GatewayTestHost host, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port).WaitAsync(s_patience);
        var stream = client.GetStream();
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request).AsTask().WaitAsync(s_patience);
            await stream.CopyToAsync(answer).WaitAsync(s_patience);
        }
        catch (IOException)
        {
            // The gateway may close the connection before it has read the whole body.
        }

        return new RawAnswer(Encoding.Latin1.GetString(answer.ToArray()));
    }

    /// <summary>Creates the same request for a client, which chooses the framing.</summary>
    public HttpRequestMessage ToMessage(Uri address, Version version)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(address, Target))
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (Body.Length > 0)
            message.Content = IsChunked ? new UnannouncedContent(Body) : new ByteArrayContent(Body);
        foreach (var (name, value) in Headers)
            Assert.True(message.Headers.TryAddWithoutValidation(name, value));
        return message;
    }

    private static string Identifier(string component) => component.StartsWith('"') ? component : $"\"{component}\"";

    private string ValueOf(string component) => component switch
    {
        "@method" => Method,
        "@authority" => Host.ToLowerInvariant(),
        "@scheme" => "http",
        "@path" => Target.Split('?')[0],
        "@query" => Target.Contains('?', StringComparison.Ordinal) ? Target[Target.IndexOf('?', StringComparison.Ordinal)..] : "?",
        "@request-target" => Target,
        "@target-uri" => $"http://{Host.ToLowerInvariant()}{Target}",
        "\"@query-param\";name=\"id\"" => Target.Split("id=")[1].Split('&')[0],
        _ => string.Join(", ", Headers.Where(header => header.Name.Equals(component, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)),
    };

    private byte[] Chunks()
    {
        using var chunks = new MemoryStream();
        foreach (var part in Body.Chunk(7))
        {
            chunks.Write(Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"));
            chunks.Write(part);
            chunks.Write("\r\n"u8);
        }

        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }
}
