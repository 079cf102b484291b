namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>An assertion that doesn't consume characters. Matching the text later checks whether it holds.</summary>
internal sealed class ZeroWidthAssertion : PatternPart
{
    public static readonly ZeroWidthAssertion Instance = new();

    public override int Least => 0;

    public override int Greatest => 0;

    public override int Natural => 0;

    public override void Write(PatternText text, int length)
    {
    }
}
