namespace GatewayKit.OpenApi.Examples.Patterns;

/// <summary>The text of a group once more. How long it is isn't foreseen.</summary>
internal sealed class BackReference(int number) : PatternPart
{
    public override int Least => 0;

    public override int Greatest => 0;

    public override int Natural => 0;

    public override void Write(PatternText text, int length) => text.Repeat(number);
}
