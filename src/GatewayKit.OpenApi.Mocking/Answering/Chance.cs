namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>A source of randomness for one caller at a time; a seeded source is repeatable.</summary>
internal sealed class Chance(Random random)
{
    private readonly Lock _lock = new();

    public double Next()
    {
        lock (_lock)
            return random.NextDouble();
    }

    /// <summary>Returns <c>true</c> with a probability.</summary>
    public bool Strikes(double share) => share > 0 && Next() < share;

    public T Among<T>(IReadOnlyList<T> choices) => choices[(int)(Next() * choices.Count)];

    public TimeSpan Within(MockDelay delay) => delay.Max <= delay.Min ? delay.Min : delay.Min + ((delay.Max - delay.Min) * Next());
}
