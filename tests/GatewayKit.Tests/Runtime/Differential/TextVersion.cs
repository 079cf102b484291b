namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>A file, and the value of the variable when it is read.</summary>
internal sealed record TextVersion(string Text, string Value)
{
    public static readonly TextVersion Empty = new("{}", "");
}
