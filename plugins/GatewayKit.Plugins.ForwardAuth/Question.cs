using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>Creates the request to the service: the client's request line in headers, and its chosen headers.</summary>
internal sealed class Question(ForwardAuthOptions options)
{
    private readonly UrlTemplate _url = new(options.Url);
    private readonly HttpMethod _method = new(options.Method);
    private readonly string[] _headers = [.. options.RequestHeaders];

    /// <summary>Returns everything that the service sees of the client's request, in the order in which it is sent.</summary>
    public List<KeyValuePair<string, string>> Facts(HttpContext http)
    {
        var request = http.Request;
        var facts = new List<KeyValuePair<string, string>>(_headers.Length + 8)
        {
            new("X-Forwarded-Method", request.Method),
            new("X-Forwarded-Proto", request.Scheme),
            new("X-Forwarded-Host", request.Host.Value ?? ""),
            new("X-Forwarded-Uri", Target(http)),
        };
        if (AddressOf(http) is { } address)
            facts.Add(new("X-Forwarded-For", address));
        if (options.OriginalHeaders)
        {
            facts.Add(new("X-Original-URL", $"{request.Scheme}://{request.Host.Value}{Target(http)}"));
            facts.Add(new("X-Original-Method", request.Method));
            facts.Add(new("X-Auth-Request-Redirect", Target(http)));
        }

        foreach (var name in _headers)
        {
            foreach (var value in request.Headers[name])
                facts.Add(new(name, value ?? ""));
        }

        return facts;
    }

    /// <exception cref="ServiceException">The values of the request don't form a URL.</exception>
    public HttpRequestMessage ToRequest(HttpContext http, List<KeyValuePair<string, string>> facts)
    {
        var request = new HttpRequestMessage(_method, _url.ToUri(http));
        foreach (var (name, value) in facts)
        {
            // The HTTP client has headers such as Content-Type only beside a body.
            if (!request.Headers.TryAddWithoutValidation(name, value))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>Returns a digest of what the service sees, so that no secret stays in the cache.</summary>
    public static UInt128 Digest(List<KeyValuePair<string, string>> facts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var (name, value) in facts)
        {
            foreach (var text in (ReadOnlySpan<string>)[name, value])
            {
                // The length in front keeps the digests of ("ab", "c") and ("a", "bc") apart.
                var bytes = Encoding.UTF8.GetBytes(text);
                BitConverter.TryWriteBytes(length, bytes.Length);
                hash.AppendData(length);
                hash.AppendData(bytes);
            }
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }

    /// <summary>Returns the address of the client; null if it has none.</summary>
    public static string? AddressOf(HttpContext http)
        => http.Connection.RemoteIpAddress is { } address
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    /// <summary>
    /// Returns the request target in the client's spelling, which the upstream gets as well. If the edge has merged empty segments, it is
    /// the merged path.
    /// </summary>
    public static string Target(HttpContext http)
    {
        var request = http.Request;
        var raw = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (raw is ['/', ..])
        {
            var query = raw.IndexOf('?', StringComparison.Ordinal);
            if (!raw.AsSpan(0, query < 0 ? raw.Length : query).Contains("//", StringComparison.Ordinal))
                return raw;
        }

        return request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
    }
}
