using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Selectors;
using GatewayKit.Kubernetes.TestServer.Storage;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Writes the events that a watch selects, from the stored bytes of the objects.</summary>
internal sealed class WatchWriter(HttpContext context, Kind kind, Selection selection, bool hasBookmarks)
{
    private readonly PipeWriter _pipe = context.Response.BodyWriter;
    private readonly bool _hasTables = Table.IsWanted(context.Request);

    /// <summary>Writes an event.</summary>
    /// <returns>Whether the watch continues.</returns>
    public bool Write(WatchEvent next)
    {
        switch (next.Type)
        {
            case WatchEventType.Bookmark when hasBookmarks:
                WriteBookmark(next, isInitialEnd: false);
                break;
            case WatchEventType.InitialEventsEnd:
                WriteBookmark(next, isInitialEnd: true);
                break;
            case WatchEventType.Error:
                Write("ERROR", next.Error!.ToStatus());
                return false;
            case WatchEventType.End:
                return false;
            case WatchEventType.Cut:
                _pipe.Write("{\"type\":\"MODIFIED\",\"object\":{\"kind\":"u8);
                return false;
            case WatchEventType.Added or WatchEventType.Modified or WatchEventType.Deleted:
                WriteChange(next);
                break;
        }

        return true;
    }

    private void WriteChange(WatchEvent next)
    {
        var was = next.Previous is { } previous && selection.Matches(previous);
        var isNow = next.Type != WatchEventType.Deleted && selection.Matches(next.Current!);
        if (next.Type == WatchEventType.Deleted && was)
            Write("DELETED"u8, next.Current!);
        else if (isNow)
            Write(was ? "MODIFIED"u8 : "ADDED"u8, next.Current!);
        else if (was)
            Write("DELETED"u8, next.Departed(kind));
    }

    private void Write(ReadOnlySpan<byte> type, StoredObject value)
    {
        if (_hasTables)
        {
            Write(System.Text.Encoding.UTF8.GetString(type), Table.Of(kind, [value], value.Version, null));
            return;
        }

        _pipe.Write("{\"type\":\""u8);
        _pipe.Write(type);
        _pipe.Write("\",\"object\":"u8);
        _pipe.Write(kind.Prefix);
        _pipe.Write(value.Tail);
        _pipe.Write("}\n"u8);
    }

    private void Write(string type, JsonNode value)
    {
        _pipe.Write(JsonText.Write(new JsonObject { ["type"] = type, ["object"] = value }));
        _pipe.Write("\n"u8);
    }

    private void WriteBookmark(WatchEvent next, bool isInitialEnd)
    {
        var metadata = new JsonObject { ["resourceVersion"] = next.Version.ToString(CultureInfo.InvariantCulture) };
        if (!kind.IsCustom)
            metadata["creationTimestamp"] = null;
        if (isInitialEnd)
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        Write("BOOKMARK", _hasTables
            ? Table.Of(kind, [], next.Version, null)
            : new JsonObject { ["kind"] = kind.Name, ["apiVersion"] = kind.ApiVersion, ["metadata"] = metadata });
    }
}
