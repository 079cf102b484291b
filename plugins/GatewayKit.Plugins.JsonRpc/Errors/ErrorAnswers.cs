using System.Buffers;
using System.Text.Json;
using GatewayKit.Plugins.JsonRpc.Reading;

namespace GatewayKit.Plugins.JsonRpc.Errors;

/// <summary>Answers calls with errors. Notifications get none (JSON-RPC 2.0, section 4.1): if there are only notifications, the answer has
/// no body.</summary>
internal sealed class ErrorAnswers(ErrorStatus status)
{
    public const string ContentType = "application/json";

    /// <summary>Returns the answer to a rejected request. In a batch, the calls without an error weren't executed either.</summary>
    /// <param name="batch">The calls.</param>
    /// <param name="errors">The error of each call; null for a call that caused none.</param>
    public GatewayResponse Reject(CallBatch batch, ReadOnlySpan<RpcError?> errors)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            if (batch.IsBatch)
                writer.WriteStartArray();
            for (var i = 0; i < batch.Calls.Length; i++)
            {
                if (batch.Calls[i].Id is { } id)
                    Write(writer, id, errors[i] ?? RpcError.NotExecuted);
            }

            if (batch.IsBatch)
                writer.WriteEndArray();
        }

        var cause = FirstOf(errors);
        var response = Array.TrueForAll(batch.Calls, call => call.Id is null)
            ? new GatewayResponse(status == ErrorStatus.Ok ? 204 : cause.Status)
            : new GatewayResponse(status == ErrorStatus.Ok ? 200 : cause.Status).WithBody(body.WrittenMemory, ContentType);
        return cause.RetryAfter is { } seconds ? response.WithHeader("Retry-After", seconds) : response;
    }

    /// <summary>Returns the body for a problem of the gateway or of another plugin: each call gets it.</summary>
    /// <param name="batch">The calls.</param>
    /// <param name="httpStatus">The status of the problem.</param>
    /// <param name="problem">Its document. If another plugin has written an invalid one, the errors have only the status.</param>
    public static ReadOnlyMemory<byte> Convert(CallBatch batch, int httpStatus, ReadOnlyMemory<byte> problem)
    {
        try
        {
            using var document = JsonDocument.Parse(problem);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Convert(batch, httpStatus, document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two: a text has half of a surrogate pair.
        }

        using var status = JsonDocument.Parse($$"""{"status":{{httpStatus}}}""");
        return Convert(batch, httpStatus, status.RootElement);
    }

    private static ReadOnlyMemory<byte> Convert(CallBatch batch, int httpStatus, JsonElement problem)
    {
        var title = problem.TryGetProperty("title", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        var body = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(body);
        if (batch.IsBatch)
            writer.WriteStartArray();
        foreach (var call in batch.Calls)
        {
            if (call.Id is null)
                continue;

            Begin(writer, RpcError.CodeOf(httpStatus), title ?? "Error");
            problem.WriteTo(writer);
            End(writer, call.Id);
        }

        if (batch.IsBatch)
            writer.WriteEndArray();
        writer.Flush();
        return body.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, byte[] id, RpcError error)
    {
        Begin(writer, error.Code, error.Message);
        writer.WriteStartObject();
        writer.WriteNumber("status", error.Status);
        writer.WriteString("detail", error.Detail);
        writer.WriteEndObject();
        End(writer, id);
    }

    private static void Begin(Utf8JsonWriter writer, int code, string message)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", message);
        writer.WritePropertyName("data");
    }

    private static void End(Utf8JsonWriter writer, byte[] id)
    {
        writer.WriteEndObject();
        writer.WritePropertyName("id");
        writer.WriteRawValue(id, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static RpcError FirstOf(ReadOnlySpan<RpcError?> errors)
    {
        foreach (var error in errors)
        {
            if (error is not null)
                return error;
        }

        return RpcError.NotExecuted;
    }
}
