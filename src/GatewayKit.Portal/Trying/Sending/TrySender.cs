using System.Net.Http.Headers;
using System.Text;
using GatewayKit.Portal.Trying.Connecting;

namespace GatewayKit.Portal.Trying.Sending;

/// <summary>Sends a request of a reader through the gateway. Each has a connection and a client of its own, so that no request uses the
/// connection, and with it the address, of another reader.</summary>
internal sealed class TrySender(MemoryGateway gateway, TimeProvider time)
{
    /// <summary>The maximum number of bytes that are shown.</summary>
    private const int MaxAnswer = 1024 * 1024;

    private const int MaxHeaders = 64;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="host">The header <c>Host</c>.</param>
    /// <param name="connection">The connection, with the address of the reader and the routes that the request may reach.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The answer, or an error.</returns>
    public async Task<(TryAnswer? Answer, string? Error)> SendAsync(
        TryRequest request, string host, MemoryConnection connection, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(s_timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var started = time.GetTimestamp();
        try
        {
            using var client = CreateClient(connection);
            using var message = Message(request, host);
            using var response = await client.SendAsync(message, both.Token).ConfigureAwait(false);
            if (!connection.Guard.IsReached)
                return (null, "The request reached no route of this version. The gateway answered with the status "
                    + $"{(int)response.StatusCode}.");

            var (body, cut) = await ReadAsync(response, timeout.Token, both.Token).ConfigureAwait(false);
            return (new TryAnswer
            {
                Status = (int)response.StatusCode,
                Reason = response.ReasonPhrase ?? "",
                Time = time.GetElapsedTime(started),
                Headers = [.. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                    .SelectMany(header => header.Value.Select(value => new TryHeader(header.Key, value, LimitText.Of(header.Key, value))))],
                Body = AnswerText.Of(body, ContentTypeOf(response), cut is not null),
                Length = body.Length,
                Cut = cut,
            }, null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException)
        {
            return (null, "The gateway has closed the connection without an answer.");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (null, $"The gateway hasn't answered within {s_timeout.TotalSeconds:0} s.");
        }
    }

    private HttpMessageInvoker CreateClient(MemoryConnection connection) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = MaxHeaders,
        MaxResponseDrainSize = 0,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ConnectCallback = (_, _) => new ValueTask<Stream>(gateway.ConnectAsync(connection)),
    });

    private static HttpRequestMessage Message(TryRequest request, string host)
    {
        // The path is sent as the form encodes it.
        var message = new HttpRequestMessage(
            new HttpMethod(request.Method),
            new Uri($"http://gateway{request.Target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        message.Headers.Host = host;
        message.Headers.TryAddWithoutValidation("Accept", "*/*");
        if (request.ContentType is { } type)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (request.Basic is var (name, password))
            message.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        foreach (var (header, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header, value))
                message.Content?.Headers.TryAddWithoutValidation(header, value);
        }

        return message;
    }

    /// <summary>Reads the start of a body.</summary>
    private static async Task<(byte[] Body, string? Cut)> ReadAsync(
        HttpResponseMessage response, CancellationToken timeout, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var length)
            {
                var room = MaxAnswer - (int)body.Length;
                body.Write(buffer, 0, Math.Min(length, room));
                if (length > room)
                    return (body.ToArray(), "Only the first 1 MB is shown.");
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return (body.ToArray(), "The answer isn't complete: the connection was closed.");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (body.ToArray(), $"The answer wasn't complete after {s_timeout.TotalSeconds:0} s.");
        }

        return (body.ToArray(), null);
    }

    private static string? ContentTypeOf(HttpResponseMessage response)
        => response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;
}
