namespace Greeting;

public sealed record GreetingOptions
{
    public string Text { get; init; } = "hello";
}
