using GatewayKit.Bodies;

namespace GatewayKit.OpenApi.Http;

/// <summary>Creates the exceptions that <see cref="BodyCoding"/> converts to results.</summary>
internal sealed class DecodingFaults : BodyFaults
{
    public static DecodingFaults Instance { get; } = new();

    public override Exception Invalid(string reason, Exception? cause = null) => new DecodingException(BodyDecoding.Broken, cause);

    public override Exception TooLarge(string reason, Exception? cause) => new DecodingException(BodyDecoding.TooLong);
}
