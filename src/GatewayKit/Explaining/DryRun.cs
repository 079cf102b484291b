using GatewayKit.Compilation;
using GatewayKit.Pipeline;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Explaining;

/// <summary>
/// Calls the hooks of plugins that only change messages, and records what they change:
/// <list type="number">
/// <item>The request hooks run from the first entry to the last, or to the one that responds.</item>
/// <item>The sample response takes the place of the upstream's.</item>
/// <item>The response hooks run from the last entry back to the first.</item>
/// </list>
/// Other plugins are skipped.
/// </summary>
/// <param name="exchange">The exchange, with its caller.</param>
/// <param name="samples">The messages.</param>
internal sealed class DryRun(Exchange exchange, SampleMessages samples)
{
    /// <summary>The maximum length of a body that is shown.</summary>
    private static readonly ByteSize s_limit = ByteSize.Megabytes(16);

    private readonly List<MessageChange> _changes = [];
    private readonly SecretValues _secrets = new(exchange.Pipeline);

    /// <summary>Gives a request its body.</summary>
    public static void Prepare(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        request.Body = new MemoryStream(body.ToArray(), writable: false);
        request.ContentLength = body.Length;
        request.HttpContext.Features.Set<IHttpRequestBodyDetectionFeature>(new RequestBodyPresence(!body.IsEmpty));
    }

    /// <returns>The changes, in order.</returns>
    public async Task<IReadOnlyList<MessageChange>> RunAsync()
    {
        exchange.Reached = exchange.Pipeline.Count;
        for (var index = 0; index < exchange.Pipeline.Count; index++)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Request is { } hook && entry.Type.OnlyChangesMessages
                && !await RunAsync(entry, index, isResponse: false, hook.OnRequestAsync).ConfigureAwait(false))
                return _changes;
        }

        if (samples.ResponseBody is not { } body)
            return _changes;

        using var content = new ByteArrayContent(body.ToArray());
        BeginResponse(content, body.Length);
        for (var index = exchange.Pipeline.Count - 1; index >= 0; index--)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Response is { } hook && entry.Type.OnlyChangesMessages
                && !await RunAsync(entry, index, isResponse: true, hook.OnResponseAsync).ConfigureAwait(false))
                break;
        }

        return _changes;
    }

    private void BeginResponse(HttpContent content, int length)
    {
        exchange.BeginForwarding();
        var response = exchange.Http.Response;
        response.StatusCode = samples.ResponseStatus;
        foreach (var (name, value) in samples.ResponseHeaders)
            response.Headers.Append(name, value);
        response.ContentLength = length;
        exchange.BeginUpstreamResponse(content);
    }

    /// <returns>Whether the exchange continues.</returns>
    private async Task<bool> RunAsync(
        PipelineEntry entry, int index, bool isResponse, Func<GatewayContext, ValueTask<HookResult>> hook)
    {
        var before = await ShowAsync(isResponse).ConfigureAwait(false);
        var (answer, reason) = await CallAsync(entry, index, hook).ConfigureAwait(false);
        var after = before;
        if (answer is null)
        {
            try
            {
                after = await ShowAsync(isResponse).ConfigureAwait(false);
            }
            catch (Exception error) when (AnswerTo(error) is { } rejection)
            {
                // A stream that the plugin added rejects the body.
                (answer, reason) = (rejection, error.InnerException?.Message ?? error.Message);
            }
        }

        _changes.Add(new MessageChange(entry.Name, entry.Placement.Id, isResponse, before, after)
        {
            Status = answer?.Status,
            Reason = reason is null ? null : _secrets.Mask(reason),
        });
        return answer is null;
    }

    private async Task<(GatewayResponse? Answer, string? Reason)> CallAsync(
        PipelineEntry entry, int index, Func<GatewayContext, ValueTask<HookResult>> hook)
    {
        try
        {
            entry.ThrowIfBarred();
            var result = await hook(exchange.Enter(index)).ConfigureAwait(false);
            return (result.Response, result.Response is { IsProblem: true } response ? RefusalExplainer.DetailOf(response) : null);
        }
        catch (Exception error) when (AnswerTo(error) is { } answer)
        {
            return (answer, error.InnerException?.Message ?? error.Message);
        }
    }

    private static GatewayResponse? AnswerTo(Exception error) => error switch
    {
        BadHttpRequestException bad => GatewayProblems.For(bad),
        UpstreamFailureException failure => GatewayProblems.For(failure.Kind),
        _ => null,
    };

    private async Task<string> ShowAsync(bool isResponse)
    {
        var http = exchange.Http;
        return isResponse
            ? ShownMessage.Of(
                $"{http.Response.StatusCode}", http.Response.Headers,
                await exchange.BufferResponseBodyAsync(s_limit, CancellationToken.None).ConfigureAwait(false), _secrets)
            : ShownMessage.Of(
                $"{http.Request.Method} {http.Request.Path.ToUriComponent()}{ShownMessage.Query(http.Request.QueryString)}",
                http.Request.Headers, await exchange.BufferRequestBodyAsync(s_limit, CancellationToken.None).ConfigureAwait(false),
                _secrets);
    }
}
