using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The JSON of a call that has failed: a problem document, or the last part of a stream.</summary>
internal static class CallProblem
{
    private const string Status = "grpcStatus";
    private const string Details = "details";

    // The conversion of the details has limited their depth, of messages; each can have several levels of JSON.
    private static readonly JsonDocumentOptions s_anyDepth = new() { MaxDepth = 1000 };

    /// <summary>Creates the problem document (RFC 9457).</summary>
    /// <param name="status">The status of the call.</param>
    /// <param name="details">The JSON array of its details; empty for none.</param>
    public static GatewayResponse Create(CallStatus status, ReadOnlyMemory<byte> details)
    {
        var problem = GatewayResponse
            .Problem(status.HttpStatus, TitleOf(status), status.Message.Length == 0 ? null : status.Message)
            .WithProblemMember(Status, Parse(Encoding.ASCII.GetBytes(status.Code.ToString(CultureInfo.InvariantCulture))));
        return details.IsEmpty ? problem : problem.WithProblemMember(Details, Parse(details));
    }

    /// <summary>Creates an object with the member <c>error</c>.</summary>
    public static ReadOnlyMemory<byte> CreatePart(CallStatus status, ReadOnlyMemory<byte> details)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("title", TitleOf(status));
            json.WriteNumber("status", status.HttpStatus);
            if (status.Message.Length > 0)
                json.WriteString("detail", status.Message);
            json.WriteNumber(Status, status.Code);
            if (!details.IsEmpty)
            {
                json.WritePropertyName(Details);
                // The validation would limit the depth to 64.
                json.WriteRawValue(details.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    private static string TitleOf(CallStatus status) => ReasonPhrases.GetReasonPhrase(status.HttpStatus);

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, s_anyDepth);
        return document.RootElement.Clone();
    }
}
