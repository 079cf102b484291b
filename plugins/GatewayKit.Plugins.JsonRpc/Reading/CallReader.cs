using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using GatewayKit.Bodies;
using GatewayKit.Plugins.JsonRpc.Errors;

namespace GatewayKit.Plugins.JsonRpc.Reading;

/// <summary>
/// Reads the calls of a body. A body that parsers can read in different ways is an error, because the gateway would decide about another
/// call than the upstream executes: repeated members, members that differ from those of a call only in case, comments, a byte order mark,
/// invalid UTF-8.
/// </summary>
internal sealed class CallReader(JsonRpcOptions options)
{
    private const int MaxIdLength = 256;

    private static readonly string[] s_members = ["jsonrpc", "method", "params", "id"];

    private readonly JsonDocumentOptions _format = new() { AllowDuplicateProperties = false, MaxDepth = options.MaxDepth };
    private readonly RpcError _parseError = RpcError.ParseError(options.MaxDepth);
    private readonly long _maxParamsSize = (options.MaxParamsSize ?? options.MaxBodySize).Bytes;

    public CallBatch Read(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
            return CallBatch.Invalid(_parseError);

        try
        {
            using var document = JsonDocument.Parse(body, _format);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => ReadBatch(document.RootElement),
                JsonValueKind.Object => new CallBatch([ReadCall(document.RootElement)], isBatch: false),
                _ => CallBatch.Invalid(RpcError.InvalidRequest("The body must be a call or an array of calls.")),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The latter: a text has half of a surrogate pair.
            return CallBatch.Invalid(_parseError);
        }
    }

    private CallBatch ReadBatch(JsonElement batch)
    {
        var count = batch.GetArrayLength();
        if (options.MaxBatchCalls == 0)
            return CallBatch.Invalid(RpcError.InvalidRequest("Batches aren't allowed."));
        if (count == 0)
            return CallBatch.Invalid(RpcError.InvalidRequest("The batch is empty."));
        if (count > options.MaxBatchCalls)
            return CallBatch.Invalid(RpcError.InvalidRequest($"A batch can have at most {options.MaxBatchCalls} calls."));

        var calls = new Call[count];
        for (var i = 0; i < count; i++)
            calls[i] = ReadCall(batch[i]);
        return new CallBatch(calls, isBatch: true);
    }

    private Call ReadCall(JsonElement call)
    {
        if (call.ValueKind != JsonValueKind.Object)
            return Invalid(Call.NullId, "A call must be an object.");

        byte[]? id = null;
        if (call.TryGetProperty("id", out var value) && (id = IdOf(value)) is null)
            return Invalid(Call.NullId, $"The id must be a string, a number or null, of at most {MaxIdLength} bytes.");
        if (HasSimilarMember(call))
            return Invalid(id, "The members of a call are 'jsonrpc', 'method', 'params' and 'id', in lower case.");
        if (!call.TryGetProperty("jsonrpc", out var version) || TextOf(version) != "2.0")
            return Invalid(id, "The member 'jsonrpc' must be \"2.0\".");
        if (!call.TryGetProperty("method", out var name) || TextOf(name) is not { Length: > 0 and <= Call.MaxMethodLength } method
            || method.Any(char.IsControl))
        {
            return Invalid(
                id, $"The member 'method' must be a string of 1 to {Call.MaxMethodLength} characters, without control characters.");
        }

        if (id is null && !options.Notifications)
            return new Call(method, id, RpcError.InvalidRequest("Calls need an id; notifications aren't allowed."));

        return new Call(method, id, call.TryGetProperty("params", out var parameters) ? ErrorOf(parameters) : null);
    }

    /// <summary>Returns whether a parser that ignores case, or what follows a zero character, reads another member as one of the
    /// call's.</summary>
    private static bool HasSimilarMember(JsonElement call)
    {
        foreach (var member in call.EnumerateObject())
        {
            if (SimilarNames.IsReadAs(member.Name, s_members))
                return true;
        }

        return false;
    }

    private RpcError? ErrorOf(JsonElement parameters)
    {
        var count = parameters.ValueKind switch
        {
            JsonValueKind.Array => parameters.GetArrayLength(),
            JsonValueKind.Object => parameters.GetPropertyCount(),
            _ => -1,
        };
        return count < 0 ? RpcError.InvalidRequest("The member 'params' must be an array or an object.")
            : count > options.MaxParams ? RpcError.InvalidParams($"A call can have at most {options.MaxParams} parameters.")
            : JsonMarshal.GetRawUtf8Value(parameters).Length > _maxParamsSize
                ? RpcError.InvalidParams($"The parameters of a call can have at most {_maxParamsSize} bytes.")
            : null;
    }

    private static byte[]? IdOf(JsonElement id)
    {
        var isValid = id.ValueKind is JsonValueKind.Number or JsonValueKind.Null or JsonValueKind.String;
        var text = JsonMarshal.GetRawUtf8Value(id);
        return isValid && text.Length <= MaxIdLength ? text.ToArray() : null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Call Invalid(byte[]? id, string detail) => new("", id, RpcError.InvalidRequest(detail));
}
