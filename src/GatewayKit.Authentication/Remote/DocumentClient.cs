using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace GatewayKit.Authentication;

/// <summary>Fetches small documents, such as an identity provider's metadata and keys, with the host's HTTP clients.</summary>
/// <param name="clients">The host's HTTP clients. The host can configure the one named <see cref="ClientName"/>.</param>
/// <param name="time">The clock for timeouts.</param>
public sealed class DocumentClient(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string ClientName = "GatewayKit.Authentication";

    /// <summary>The maximum size of a document in bytes.</summary>
    public const int MaximumSize = 256 * 1024;

    private const int MaximumRedirects = 3;

    /// <summary>Gets the time in which a document must arrive: 2 seconds.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Fetches a document.</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The bytes of the document.</returns>
    /// <exception cref="RemoteDocumentException">
    /// The server can't be reached, doesn't respond in time, doesn't respond with 200, redirects to another host, or the document is too
    /// large.
    /// </exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public async Task<byte[]> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FetchAsync(address, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RemoteDocumentException($"{address} didn't respond within {Duration.Format(Timeout)}.", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new RemoteDocumentException($"{address} can't be reached: {error.Message}", error);
        }
    }

    private async Task<byte[]> FetchAsync(Uri address, CancellationToken cancellation)
    {
        using var client = clients.CreateClient(ClientName);
        using var response = await FollowAsync(client, address, cancellation).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new RemoteDocumentException(
                string.Create(CultureInfo.InvariantCulture, $"{address} responded with status {(int)response.StatusCode}."));

        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
            return await ReadAsync(body, address, cancellation).ConfigureAwait(false);
    }

    // A document from elsewhere isn't the provider's, and the gateway's network may have hosts that a provider must not choose.
    private static async Task<HttpResponseMessage> FollowAsync(HttpClient client, Uri address, CancellationToken cancellation)
    {
        var current = address;
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, current);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);

            // A client of the host may follow redirects by itself.
            var next = response.RequestMessage?.RequestUri ?? current;
            var isRedirect = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
            if (isRedirect && response.Headers.Location is { } location)
                next = new Uri(next, location);
            else
                isRedirect = false;

            var problem = !IsSameOrigin(next, address) ? "redirects to another host" : redirects == MaximumRedirects && isRedirect
                ? "redirects too often"
                : null;
            if (problem is null && !isRedirect)
                return response;

            response.Dispose();
            if (problem is not null)
                throw new RemoteDocumentException($"{address} {problem}.");
            current = next;
        }
    }

    // Also tells https from http.
    private static bool IsSameOrigin(Uri one, Uri other)
        => one.GetLeftPart(UriPartial.Authority).Equals(other.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]> ReadAsync(Stream body, Uri address, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        using var document = new MemoryStream();
        int count;
        while ((count = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            if (document.Length + count > MaximumSize)
                throw new RemoteDocumentException($"The document at {address} is larger than {new ByteSize(MaximumSize)}.");

            document.Write(buffer, 0, count);
        }

        return document.ToArray();
    }
}
