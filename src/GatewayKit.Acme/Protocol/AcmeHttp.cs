using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Acme.Protocol;

/// <summary>
/// Sends requests to an ACME server: with a time limit, a size limit, no cookies, and no redirects, which would send signed requests to
/// another server.
/// </summary>
internal sealed class AcmeHttp : IDisposable
{
    /// <summary>The maximum size of a response in bytes.</summary>
    public const int MaximumSize = 256 * 1024;

    /// <summary>The longest time that a server can ask to wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    private static readonly ProductInfoHeaderValue s_agent =
        new("GatewayKit", typeof(AcmeHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "1");

    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    /// <param name="roots">The only root certificates to trust; null for those of the system.</param>
    /// <param name="time">The clock.</param>
    public AcmeHttp(X509Certificate2Collection? roots, TimeProvider time)
    {
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = 32,
            ConnectTimeout = Timeout,
            ActivityHeadersPropagator = null,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Policy(roots) },
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Gets the time in which a response must arrive: 30 seconds.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="url">The address.</param>
    /// <param name="message">A signed message; null for a request without a body.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="AcmeException">The server can't be reached, is too slow, redirects, or its response is too large.</exception>
    public async Task<AcmeAnswer> SendAsync(HttpMethod method, Uri url, byte[]? message, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var request = new HttpRequestMessage(method, url);
            request.Headers.UserAgent.Add(s_agent);
            if (message is not null)
            {
                request.Content = new ByteArrayContent(message);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/jose+json");
            }

            using var response = await _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token)
                .ConfigureAwait(false);
            return await ReadAsync(response, url, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new AcmeException($"{url} didn't respond within {Duration.Format(Timeout)}.", innerException: error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new AcmeException($"{url} can't be reached: {Reason(error)}", innerException: error);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<AcmeAnswer> ReadAsync(HttpResponseMessage response, Uri url, CancellationToken cancellation)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
            throw new AcmeException($"{url} redirects, which ACME doesn't use. Set the final address of the directory.");

        return new AcmeAnswer(
            url, response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            await ReadBodyAsync(response, url, cancellation).ConfigureAwait(false))
        {
            Nonce = Single(response, "Replay-Nonce"),
            Location = Single(response, "Location"),
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
        };
    }

    private static async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, Uri url, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var _ = body.ConfigureAwait(false);
        using var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            if (copy.Length + count > MaximumSize)
                throw new AcmeException($"The response of {url} is larger than {new ByteSize(MaximumSize)}.");

            copy.Write(buffer, 0, count);
        }

        return copy.ToArray();
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? value)
    {
        var wait = value?.Delta ?? value?.Date - _time.GetUtcNow();
        return wait is { } w ? TimeSpan.FromTicks(long.Clamp(w.Ticks, 0, LongestWait.Ticks)) : null;
    }

    private static string? Single(HttpResponseMessage response, string header)
        => response.Headers.TryGetValues(header, out var values) && values.ToArray() is [var value] ? value : null;

    // The chain engine has the reason, such as a root that isn't trusted.
    private static string Reason(Exception error) => AcmeText.Shorten(error.InnerException?.Message ?? error.Message).TrimEnd('.') + ".";

    private static X509ChainPolicy? Policy(X509Certificate2Collection? roots)
    {
        if (roots is null)
            return null;

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
