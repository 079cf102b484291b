using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.CorrelationId;

/// <summary>Assigns an id to every request that the client, the gateway and the upstream share.</summary>
/// <param name="options">The options.</param>
[GatewayPlugin<CorrelationIdOptions>("correlation-id", PluginStage.Diagnostics)]
public sealed class CorrelationIdPlugin(CorrelationIdOptions options) : IRequestHook, IResponseHook
{
    private const int MaximumLength = 128;

    /// <summary>Keeps the client's id if it is safe to log; otherwise generates an id.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var headers = context.Http.Request.Headers;
        var id = Sent(headers[options.Header]);
        if (id is null)
            headers[options.Header] = id = Create(context.Http);
        if (options.Echo)
            context.State = id;

        return HookResult.Continue;
    }

    /// <summary>Adds the id to the response, in place of the upstream's header.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is string id)
            context.Http.Response.Headers[options.Header] = id;

        return HookResult.Continue;
    }

    private static string? Sent(StringValues values)
        => values.Count == 1 && values[0] is { Length: > 0 and <= MaximumLength } id && !id.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? id
            : null;

    private string Create(HttpContext http) => options.Generator switch
    {
        CorrelationIdGenerator.Trace when Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity => activity.TraceId.ToHexString(),
        CorrelationIdGenerator.Trace => http.TraceIdentifier,
        _ => CreateUuid(),
    };

    /// <summary>Creates a version 4 UUID without the system call of <see cref="Guid.NewGuid"/>: it must be unique, not secret.</summary>
    private static string CreateUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
