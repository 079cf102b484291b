namespace ThrowingHook;

public sealed record ThrowingHookOptions
{
    public bool Later { get; init; }
}
