using System.Net;
using System.Net.Http.Headers;

namespace GatewayKit.Tokens;

/// <summary>Posts forms to the endpoints of an authorization server, which answer with JSON.</summary>
/// <param name="authentication">How the gateway authenticates to them.</param>
/// <param name="timeout">The time in which a whole response must arrive.</param>
/// <param name="clients">The HTTP clients of the assembly, with the one of <see cref="TokenEndpointClient"/>.</param>
/// <param name="time">The clock for the timeout.</param>
internal sealed class FormClient(
    IClientAuthentication authentication, TimeSpan timeout, IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>Posts a form.</summary>
    /// <exception cref="HttpRequestException">The server can't be reached, or its response isn't valid HTTP or is too large.</exception>
    /// <exception cref="TimeoutException">The response didn't arrive in time.</exception>
    public async Task<(HttpStatusCode Status, byte[] Body)> PostAsync(
        Uri url, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var client = clients.CreateClient(TokenEndpointClient.Name);
            using var request = CreateRequest(url, form);
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"it didn't answer within {Duration.Format(timeout)}");
        }
    }

    private HttpRequestMessage CreateRequest(Uri url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var form = parameters.ToList();
        authentication.Apply(request, form);
        request.Content = new FormUrlEncodedContent(form);
        return request;
    }
}
