using BenchmarkDotNet.Attributes;
using GatewayKit.Counters;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>Counts a request of a known subject.</summary>
public class CounterBenchmarks
{
    private readonly LocalCounterStore _store = new(TimeProvider.System);
    private readonly CounterSubject _subject = new("alice");
    private CounterPolicy? _policy;

    /// <summary>How it is counted.</summary>
    [ParamsAllValues]
    public CounterAlgorithm Algorithm { get; set; }

    /// <summary>Makes the policy.</summary>
    [GlobalSetup]
    public void SetUp() => _policy = new CounterPolicy("benchmark", Algorithm, new CounterLimit(1_000_000, TimeSpan.FromSeconds(1)));

    /// <summary>Counts.</summary>
    [Benchmark]
    public ValueTask<CounterDecision> Acquire() => _store.TryAcquireAsync(_policy!, _subject);
}
