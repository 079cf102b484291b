namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>A repetition of a group's text. Its length isn't predicted.</summary>
internal sealed class BackReference(int number) : PatternPart
{
    public override int Least => 0;

    public override int Greatest => 0;

    public override int Natural => 0;

    public override void Write(PatternText text, int length) => text.Repeat(number);
}
