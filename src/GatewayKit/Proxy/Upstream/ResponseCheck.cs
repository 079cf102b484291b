using System.Net;
using System.Net.Http.Headers;
using GatewayKit.Edge;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Rejects a response whose end is ambiguous, or whose content the gateway would damage, and removes
/// hop-by-hop headers. The HTTP client already rejects malformed heads.
/// </summary>
internal static class ResponseCheck
{
    private const string TransferEncoding = "Transfer-Encoding";
    private const string ContentLength = "Content-Length";

    /// <exception cref="InvalidResponseException">The response can't be forwarded.</exception>
    public static void ThrowIfInvalid(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is not (StatusCodeOfTunnel or (>= 200 and <= 599)))
            throw new InvalidResponseException($"The upstream answered with the status {status:000}.");

        var hasLength = response.Content.Headers.NonValidated.TryGetValues(ContentLength, out var length);
        if (hasLength && (length.Count != 1 || !IsLength(length.ToString())))
            throw new InvalidResponseException("The upstream's Content-Length isn't a single number.");
        if (hasLength && response.StatusCode == HttpStatusCode.ResetContent && length.ToString().AsSpan().ContainsAnyExcept('0'))
            throw UnexpectedBody();
        if (!response.Headers.NonValidated.TryGetValues(TransferEncoding, out var coding))
            return;

        // RFC 9112, sections 6.1 and 6.3: only chunked can be decoded here, and it can't be combined with a length.
        if (hasLength)
            throw new InvalidResponseException("The upstream's response has both Content-Length and Transfer-Encoding.");
        if (coding.Count != 1
            || !coding.ToString().Equals("chunked", StringComparison.OrdinalIgnoreCase)
            || response.Version != HttpVersion.Version11)
            throw new InvalidResponseException("The upstream's Transfer-Encoding isn't 'chunked' in HTTP/1.1.");
    }

    /// <summary>Returns the exception for a body of a response that can't have one (RFC 9110, section 15.3.6).</summary>
    public static InvalidResponseException UnexpectedBody() => new("The upstream sent a body with the status 205.");

    /// <summary>Removes the headers that the response's <c>Connection</c> names (RFC 9110, section 7.6.1), except framing.</summary>
    public static void RemoveNamed(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("Connection", out var connection))
            return;

        foreach (var value in connection)
        {
            var names = value.AsSpan();
            foreach (var range in names.Split(','))
            {
                var name = names[range].Trim(" \t");
                if (!name.IsEmpty && !HopByHop.IsKept(name))
                    Remove(response, name.ToString());
            }
        }
    }

    private const int StatusCodeOfTunnel = (int)HttpStatusCode.SwitchingProtocols;

    private static void Remove(HttpResponseMessage response, string name)
    {
        Remove(response.Headers, name);
        Remove(response.Content.Headers, name);
    }

    private static void Remove(HttpHeaders headers, string name)
    {
        if (headers.NonValidated.Contains(name))
            headers.Remove(name);
    }

    private static bool IsLength(string value)
        => value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange('0', '9') && long.TryParse(value, out _);
}
