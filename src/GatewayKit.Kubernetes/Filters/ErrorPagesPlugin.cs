using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>
/// Replaces error responses by the pages of another cluster. Its requests have the headers <c>X-Code</c> (the status),
/// <c>X-Format</c> (the client's Accept) and <c>X-Original-URI</c>. While the cluster doesn't answer, clients get the response as it is.
/// </summary>
[GatewayPlugin<ErrorPagesOptions>(Name, PluginStage.Transformation)]
internal sealed class ErrorPagesPlugin(ErrorPagesOptions options, IClusterSender clusters, TimeProvider time) : IResponseHook, IErrorHook
{
    public const string Name = "kubernetes-error-pages";

    private const int LongestPage = 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private static readonly string[] s_passed = ["Cache-Control", "Content-Encoding", "Content-Language", "Vary"];

    private readonly FrozenSet<int> _statuses = options.Statuses.ToFrozenSet();

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
        => context.ResponseOrigin == ResponseOrigin.Upstream && _statuses.Contains(context.Http.Response.StatusCode)
            ? ReplaceAsync(context, context.Http.Response.StatusCode) : HookResult.Continue;

    public ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error)
        => error is UpstreamFailureException { Kind: var kind } && StatusOf(kind) is var status && _statuses.Contains(status)
            ? ReplaceAsync(context, status) : HookResult.Continue;

    private static int StatusOf(UpstreamFailure kind) => kind switch
    {
        UpstreamFailure.TimedOut => 504,
        UpstreamFailure.NoDestination => 503,
        UpstreamFailure.BodyTooLarge => 413,
        _ => 502,
    };

    private async ValueTask<HookResult> ReplaceAsync(GatewayContext context, int status)
    {
        using var timeout = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.Http.RequestAborted);
        try
        {
            using var request = Ask(context.Http.Request, status);
            using var response = await clusters.SendAsync(options.Cluster, "/", request, either.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(LongestPage, either.Token).ConfigureAwait(false);
            return HookResult.Respond(PageOf(
                response, (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false)));
        }
        catch (Exception error) when (error is HttpRequestException or UpstreamFailureException or OperationCanceledException
            or ArgumentException or IOException)
        {
            return HookResult.Continue;
        }
    }

    private HttpRequestMessage Ask(HttpRequest client, int status)
    {
        var request = new HttpRequestMessage { Method = HttpMethod.Get };
        request.Headers.TryAddWithoutValidation("X-Code", status.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("X-Format", client.Headers.Accept.ToString());
        request.Headers.TryAddWithoutValidation("X-Original-URI", client.Path.ToUriComponent() + client.QueryString.ToUriComponent());
        foreach (var (name, value) in options.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static GatewayResponse PageOf(HttpResponseMessage response, int status, byte[] body)
    {
        var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null;
        var page = new GatewayResponse(status).WithBody(body, contentType);
        foreach (var name in s_passed)
        {
            if (response.Headers.NonValidated.TryGetValues(name, out var values)
                || response.Content.Headers.NonValidated.TryGetValues(name, out values))
                page = page.WithHeader(name, values.ToString());
        }

        return page;
    }
}
