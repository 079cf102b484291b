namespace GatewayKit.Tokens;

/// <summary>Whether a text has the form of a signed token that can be read.</summary>
internal enum TokenForm
{
    Readable,
    TooLong,
    Malformed,
    Encrypted,
    CriticalHeader,
}
