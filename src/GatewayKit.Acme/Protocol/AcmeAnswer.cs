using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GatewayKit.Acme.Protocol;

/// <summary>The response of an ACME server, read whole.</summary>
internal sealed record AcmeAnswer(Uri Url, HttpStatusCode Status, string? MediaType, byte[] Body)
{
    private const string Json = "application/json";

    /// <summary>Gets the nonce for the next request (RFC 8555, section 6.5).</summary>
    public string? Nonce { get; init; }

    /// <summary>Gets the URL of a resource that was created.</summary>
    public string? Location { get; init; }

    /// <summary>Gets the time that the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Reads the body as a JSON object.</summary>
    /// <exception cref="AcmeException">The body isn't JSON of this type.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        Expect(Json);
        try
        {
            if (JsonSerializer.Deserialize(Body, type) is { } value)
                return value;
        }
        catch (JsonException error)
        {
            throw new AcmeException($"{Url} sent invalid JSON.", innerException: error);
        }

        throw new AcmeException($"{Url} sent no JSON object.");
    }

    /// <summary>Checks the media type.</summary>
    /// <exception cref="AcmeException">The media type is another one.</exception>
    public void Expect(string mediaType)
    {
        if (!mediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            throw new AcmeException($"{Url} sent {AcmeText.Shorten(MediaType ?? "no content type")} instead of {mediaType}.");
    }
}
