namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>Chance, for one caller at a time: a source that was given a seed repeats itself.</summary>
internal sealed class Chance(Random random)
{
    private readonly Lock _lock = new();

    public double Next()
    {
        lock (_lock)
            return random.NextDouble();
    }

    /// <summary>Whether something happens whose share is this.</summary>
    public bool Strikes(double share) => share > 0 && Next() < share;

    public T Among<T>(IReadOnlyList<T> choices) => choices[(int)(Next() * choices.Count)];

    public TimeSpan Within(MockDelay delay) => delay.Max <= delay.Min ? delay.Min : delay.Min + ((delay.Max - delay.Min) * Next());
}
