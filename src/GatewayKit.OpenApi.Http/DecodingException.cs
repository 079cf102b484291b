namespace GatewayKit.OpenApi.Http;

/// <summary>Thrown when a body can't be decoded.</summary>
internal sealed class DecodingException(BodyDecoding decoding, Exception? cause = null) : Exception(decoding.ToString(), cause)
{
    public BodyDecoding Decoding => decoding;
}
