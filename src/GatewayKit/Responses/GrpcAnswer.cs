using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Responses;

/// <summary>
/// Converts a response of the gateway to the form that a gRPC client understands: a response with only headers, with HTTP status 200
/// and <c>grpc-status</c> ("Trailers-Only" in the gRPC protocol over HTTP/2).
/// </summary>
internal static class GrpcAnswer
{
    private const int DeadlineExceeded = 4;

    /// <summary>Returns whether the response must be converted: an error of a gRPC call.</summary>
    public static bool Applies(HttpContext http)
        => http.Response.StatusCode >= StatusCodes.Status400BadRequest && GrpcRequest.IsGrpc(http.Request);

    /// <summary>Converts the head of the response. The result doesn't have a body.</summary>
    public static void Apply(HttpContext http, GatewayResponse answer)
    {
        var response = http.Response;
        var status = response.StatusCode;
        var headers = response.Headers;
        headers.ContentLength = null;
        headers.Remove("Content-Encoding");
        headers.ContentType = http.Request.ContentType!.Split(';')[0].Trim();
        headers["grpc-status"] = (ReferenceEquals(answer, GatewayProblems.DeadlineExceeded)
            ? DeadlineExceeded
            : StatusOf(status)).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = Encode(MessageOf(http, answer, status));
        response.StatusCode = StatusCodes.Status200OK;
    }

    /// <summary>Maps a status by the gRPC document "HTTP to gRPC Status Code Mapping".</summary>
    public static int StatusOf(int status) => status switch
    {
        400 => 13, // INTERNAL
        401 => 16, // UNAUTHENTICATED
        403 => 7, // PERMISSION_DENIED
        404 => 12, // UNIMPLEMENTED
        429 or 502 or 503 or 504 => 14, // UNAVAILABLE
        _ => 2, // UNKNOWN
    };

    /// <summary>Percent-encodes characters that aren't printable ASCII, and the percent sign.</summary>
    public static string Encode(string message)
    {
        var encoded = new StringBuilder(message.Length);
        foreach (var value in Encoding.UTF8.GetBytes(message))
        {
            if (value is >= (byte)' ' and <= (byte)'~' and not (byte)'%')
                encoded.Append((char)value);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return encoded.ToString();
    }

    private static string MessageOf(HttpContext http, GatewayResponse answer, int status)
    {
        if (!answer.IsProblem)
            return ReasonPhrases.GetReasonPhrase(status);

        using var problem = JsonDocument.Parse(GatewayResponseWriter.RenderBody(http, answer, ProblemBodies.None));
        return problem.RootElement.TryGetProperty("detail", out var detail)
            ? detail.GetString()!
            : problem.RootElement.GetProperty("title").GetString()!;
    }
}
