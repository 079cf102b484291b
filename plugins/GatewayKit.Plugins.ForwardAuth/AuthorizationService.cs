using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using GatewayKit.Authentication;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>Sends requests to the authorization service and reads its decisions.</summary>
internal sealed class AuthorizationService(ForwardAuthOptions options, IHttpClientFactory clients, TimeProvider time)
{
    private readonly UrlTemplate? _signIn = options.SignInUrl is { } url ? new UrlTemplate(url) : null;
    private readonly ImmutableArray<string> _upstreamHeaders = [.. options.UpstreamHeaders];

    /// <summary>Asks about a request. The second value says whether the decision may be reused.</summary>
    /// <exception cref="HttpRequestException">The service can't be reached, or its response isn't valid HTTP or too large.</exception>
    /// <exception cref="ServiceException">The service's response isn't a decision.</exception>
    /// <exception cref="TimeoutException">The service hasn't responded in time.</exception>
    public async Task<(Verdict Verdict, bool MayKeep)> AskAsync(
        HttpRequestMessage request, HttpContext client, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var sender = clients.CreateClient(ForwardAuthServices.Client);
            using var response = await sender.SendAsync(request, either.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return (Allowed(response), MayKeep(response));
            if (_signIn is not null && response.StatusCode == HttpStatusCode.Unauthorized)
                return (Verdict.Refused(Answer.ToSignIn(response, _signIn.Expand(client))), false);
            if (Answer.IsForClient(response))
                return (Verdict.Refused(await Answer.ToResponseAsync(response, either.Token).ConfigureAwait(false)), false);

            throw new ServiceException(string.Create(CultureInfo.InvariantCulture, $"it answered with status {(int)response.StatusCode}"));
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"it didn't answer within {Duration.Format(options.Timeout)}");
        }
    }

    // A Cache-Control that can't be read may forbid it.
    private static bool MayKeep(HttpResponseMessage response)
        => response.Headers.CacheControl is { } control ? !control.NoStore : !response.Headers.NonValidated.Contains("Cache-Control");

    private Verdict Allowed(HttpResponseMessage response)
    {
        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var name in _upstreamHeaders)
        {
            foreach (var value in Answer.All(response, name))
            {
                headers.Add(HeaderOptions.IsValue(value)
                    ? new(name, value)
                    : throw new ServiceException($"its header '{name}' has characters that aren't printable ASCII"));
            }
        }

        return new Verdict(Caller(response), headers.ToImmutable());
    }

    private AuthenticationResult Caller(HttpResponseMessage response)
    {
        if (options.ConsumerHeader is null)
            return AuthenticationResult.NotRequired;

        if (Answer.First(response, options.ConsumerHeader)?.Trim() is not { Length: > 0 } name)
            throw new ServiceException($"it allowed a request without the header '{options.ConsumerHeader}'");
        string[] groups = options.GroupsHeader is null
            ? []
            : [.. Answer.All(response, options.GroupsHeader)
                .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        if (!ClaimNames.IsValid(name) || groups.FirstOrDefault(group => !ClaimNames.IsValidGroup(group)) is not null)
            throw new ServiceException("the name or a group of the caller is too long or has characters that aren't printable ASCII");

        return AuthenticationResult.Authenticated(new Consumer(name, groups));
    }
}
