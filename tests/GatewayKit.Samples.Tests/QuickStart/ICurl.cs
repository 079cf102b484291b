namespace GatewayKit.Samples.QuickStart;

/// <summary>Does what a line that calls curl says.</summary>
internal interface ICurl
{
    /// <summary>Gives what curl prints.</summary>
    Task<string> RunAsync(CurlLine line);
}
