using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.Plugins.GrpcJson.Json;
using GatewayKit.Plugins.GrpcJson.Rules;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>Converts messages of responses, and the details of errors.</summary>
internal sealed class ResponseMessage(WireToJson converter, int limit)
{
    // The result is JSON, not a part of a page.
    private static readonly JsonWriterOptions s_format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns the JSON of a message, or of the field that the binding names.</summary>
    /// <exception cref="UpstreamFailureException">The message isn't valid, or too large.</exception>
    public ReadOnlyMemory<byte> Convert(ReadOnlySpan<byte> message, HttpBinding binding)
    {
        try
        {
            var output = new LimitedOutput(limit);
            using (var json = new Utf8JsonWriter(output, s_format))
                converter.Write(message, binding.Method.OutputType, binding.ResponseField, json);
            return output.Written;
        }
        catch (TranscodingException error)
        {
            throw new UpstreamFailureException(error.IsTooLarge ? UpstreamFailure.BodyTooLarge : UpstreamFailure.Failed, error);
        }
    }

    /// <summary>Returns the JSON array of the details of an error; empty if there are none, or they aren't valid.</summary>
    public ReadOnlyMemory<byte> ConvertDetails(CallStatus status)
    {
        try
        {
            if (Google.Rpc.Status.Parser.ParseFrom(status.Details).Details is not { Count: > 0 } details)
                return default;

            var output = new LimitedOutput(limit);
            using (var json = new Utf8JsonWriter(output, s_format))
            {
                json.WriteStartArray();
                foreach (var detail in details)
                    converter.Write(detail.ToByteArray(), Any.Descriptor, null, json);
                json.WriteEndArray();
            }

            return output.Written;
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or TranscodingException)
        {
            return default;
        }
    }
}
