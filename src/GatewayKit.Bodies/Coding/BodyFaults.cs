using Microsoft.AspNetCore.Http;

namespace GatewayKit.Bodies;

/// <summary>Creates the exceptions for a body that can't be changed: for a request's body the client gets a 4xx, for a response's body
/// a 502.</summary>
internal abstract class BodyFaults
{
    /// <summary>The body of the client's request.</summary>
    public static BodyFaults OfRequest { get; } = new RequestFaults();

    /// <summary>The body of the upstream's response.</summary>
    public static BodyFaults OfResponse { get; } = new ResponseFaults();

    /// <param name="reason">The state of the body, such as <c>isn't valid</c>.</param>
    /// <param name="cause">The exception of the decoder, if there is one.</param>
    public abstract Exception Invalid(string reason, Exception? cause = null);

    /// <param name="reason">The state of the body.</param>
    /// <param name="cause">The exception of the conversion, if there is one.</param>
    public abstract Exception TooLarge(string reason = "is too large when it is decoded", Exception? cause = null);

    /// <summary>Returns the exception for a body that can't be converted.</summary>
    public Exception Of(ConversionException error)
        => error.Kind == ConversionFailure.TooLarge ? TooLarge(error.Message, error) : Invalid(error.Message, error);

    private sealed class RequestFaults : BodyFaults
    {
        public override Exception Invalid(string reason, Exception? cause = null)
            => new BadHttpRequestException($"The request's body {reason}.", cause!);

        public override Exception TooLarge(string reason, Exception? cause)
            => new BadHttpRequestException($"The request's body {reason}.", StatusCodes.Status413PayloadTooLarge, cause!);
    }

    private sealed class ResponseFaults : BodyFaults
    {
        public override Exception Invalid(string reason, Exception? cause = null)
            => new UpstreamFailureException(UpstreamFailure.Failed, new InvalidDataException($"The response's body {reason}.", cause));

        public override Exception TooLarge(string reason, Exception? cause)
            => new UpstreamFailureException(
                UpstreamFailure.BodyTooLarge, new InvalidDataException($"The response's body {reason}.", cause));
    }
}
