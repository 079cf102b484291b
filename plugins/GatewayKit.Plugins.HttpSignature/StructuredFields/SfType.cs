namespace GatewayKit.Plugins.HttpSignature;

/// <summary>The types of bare items (RFC 9651, section 3.3).</summary>
internal enum SfType
{
    Integer,
    Decimal,
    String,
    Token,
    ByteSequence,
    Boolean,
    Date,
    DisplayString,
}
