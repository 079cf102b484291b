using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using Google.Rpc;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The status of a gRPC call.</summary>
/// <param name="Code">The code, see <see cref="Google.Rpc.Code"/>.</param>
/// <param name="Message">The message for the client.</param>
/// <param name="Details">The serialized <c>google.rpc.Status</c>; empty if there is none.</param>
internal sealed record CallStatus(int Code, string Message, byte[] Details)
{
    private const string CodeName = "grpc-status";
    private const string MessageName = "grpc-message";
    private const string DetailsName = "grpc-status-details-bin";

    /// <summary>Gets the status in HTTP, as <c>google.rpc.Code</c> maps it.</summary>
    public int HttpStatus => (Code)Code switch
    {
        Google.Rpc.Code.Ok => StatusCodes.Status200OK,
        Google.Rpc.Code.Cancelled => StatusCodes.Status499ClientClosedRequest,
        Google.Rpc.Code.InvalidArgument or Google.Rpc.Code.FailedPrecondition or Google.Rpc.Code.OutOfRange
            => StatusCodes.Status400BadRequest,
        Google.Rpc.Code.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        Google.Rpc.Code.NotFound => StatusCodes.Status404NotFound,
        Google.Rpc.Code.AlreadyExists or Google.Rpc.Code.Aborted => StatusCodes.Status409Conflict,
        Google.Rpc.Code.PermissionDenied => StatusCodes.Status403Forbidden,
        Google.Rpc.Code.Unauthenticated => StatusCodes.Status401Unauthorized,
        Google.Rpc.Code.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        Google.Rpc.Code.Unimplemented => StatusCodes.Status501NotImplemented,
        Google.Rpc.Code.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Returns the status in the head of a response that has only a head; null if it doesn't have one.</summary>
    public static CallStatus? Of(IHeaderDictionary headers)
        => Of(headers[CodeName], headers[MessageName], headers[DetailsName]);

    /// <summary>Returns the status in the trailers; null if there is none.</summary>
    public static CallStatus? Of(HttpResponseHeaders? trailers)
        => trailers is null ? null : Of(ValueOf(trailers, CodeName), ValueOf(trailers, MessageName), ValueOf(trailers, DetailsName));

    /// <summary>Returns whether a header or a trailer belongs to the protocol, not to the metadata.</summary>
    public static bool IsReserved(string name) => name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase);

    private static CallStatus? Of(string? code, string? message, string? details)
        => string.IsNullOrEmpty(code) ? null
            : new CallStatus(
                int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int)Google.Rpc.Code.Unknown,
                Uri.UnescapeDataString(message ?? ""),
                BytesOf(details ?? ""));

    private static string? ValueOf(HttpResponseHeaders trailers, string name)
        => trailers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static byte[] BytesOf(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text.Replace('+', '-').Replace('/', '_').TrimEnd('='));
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
