using System.Buffers;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.AccessLog;

/// <summary>The fields whose values can have secrets: the target of the request, and headers with an address or free text.</summary>
internal static class TextFields
{
    public delegate void Writer(GatewayContext context, LogLine line, SecretNames secrets);

    public static FrozenDictionary<string, Writer> All { get; } = new Dictionary<string, Writer>
    {
        ["path"] = static (context, line, _) => line.Text(Path(context.Http)),
        ["query"] = static (context, line, secrets) => Query(Query(context.Http), line, secrets),
        ["referer"] = static (context, line, secrets) => Header(context.Http.Request.Headers.Referer.ToString(), line, secrets),
        ["uri"] = static (context, line, secrets) => Uri(context.Http, line, secrets),
        ["user-agent"] = static (context, line, secrets) => Header(context.Http.Request.Headers.UserAgent.ToString(), line, secrets),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Writes the text of a header.</summary>
    public static void Header(ReadOnlySpan<char> text, LogLine line, SecretNames secrets)
    {
        if (text.IsEmpty)
        {
            line.Nothing();
            return;
        }

        line.Scratch.ResetWrittenCount();
        Redaction.Text(text, secrets, line.Scratch);
        line.Text(line.Scratch.WrittenSpan);
    }

    private static void Query(ReadOnlySpan<char> query, LogLine line, SecretNames secrets)
    {
        if (query.IsEmpty)
        {
            line.Nothing();
            return;
        }

        line.Scratch.ResetWrittenCount();
        Redaction.Pairs(query, secrets, line.Scratch);
        line.Text(line.Scratch.WrittenSpan);
    }

    private static void Uri(HttpContext http, LogLine line, SecretNames secrets)
    {
        var query = Query(http);
        if (query.IsEmpty)
        {
            line.Text(Path(http));
            return;
        }

        line.Scratch.ResetWrittenCount();
        line.Scratch.Write(Path(http));
        line.Scratch.Write("?");
        Redaction.Pairs(query, secrets, line.Scratch);
        line.Text(line.Scratch.WrittenSpan);
    }

    // As the client sent it: plugins can have changed the request's own properties.
    private static ReadOnlySpan<char> Target(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return target is ['/', ..] ? target : default;
    }

    private static ReadOnlySpan<char> Path(HttpContext http)
    {
        var target = Target(http);
        return target.IsEmpty ? http.Request.Path.Value
            : target.IndexOf('?') is >= 0 and var query ? target[..query] : target;
    }

    private static ReadOnlySpan<char> Query(HttpContext http)
    {
        var target = Target(http);
        if (target.IsEmpty)
            return http.Request.QueryString is { HasValue: true, Value: var value } ? value.AsSpan(1) : default;

        return target.IndexOf('?') is >= 0 and var query ? target[(query + 1)..] : default;
    }
}
