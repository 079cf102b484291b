namespace ThrowingDispose;

public sealed class Licence : IAsyncDisposable
{
    public string Text { get; } = "valid";

    public ValueTask DisposeAsync() => throw new InvalidOperationException("the licence's last word");
}
