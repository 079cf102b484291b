namespace GatewayKit.Plugins.Soap;

/// <summary>The names of a version of SOAP.</summary>
/// <param name="Prefix">The prefix of its names in JSON.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="MediaType">The media type of its messages.</param>
internal sealed record SoapVersion(string Prefix, string Namespace, string MediaType)
{
    /// <summary>Gets SOAP 1.1 (W3C Note, May 2000).</summary>
    public static SoapVersion V11 { get; } = new("soap11", "http://schemas.xmlsoap.org/soap/envelope/", "text/xml");

    /// <summary>Gets SOAP 1.2 (W3C Recommendation, April 2007).</summary>
    public static SoapVersion V12 { get; } = new("soap12", "http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    public string Envelope { get; } = $"{Prefix}:Envelope";

    public string Header { get; } = $"{Prefix}:Header";

    public string Body { get; } = $"{Prefix}:Body";

    public string Fault { get; } = $"{Prefix}:Fault";

    public string MustUnderstand { get; } = $"@{Prefix}:mustUnderstand";

    /// <summary>Returns the version that an option names.</summary>
    public static SoapVersion Named(string version) => version == "1.1" ? V11 : V12;
}
