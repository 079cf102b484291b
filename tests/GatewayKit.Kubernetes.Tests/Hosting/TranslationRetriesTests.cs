using GatewayKit.Kubernetes.Hosting;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Tests.Doubles;
using GatewayKit.Kubernetes.Tests.Translation;
using GatewayKit.Kubernetes.Translation;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Hosting;

public sealed class TranslationRetriesTests : IDisposable
{
    private static readonly TranslationFailure s_failure
        = new(new ResourceOwner(ResourceKind.HttpRoute, Make.Name("web")), new InvalidOperationException("Broken."));

    private readonly StoreSignals _signals = new();
    private readonly FakeTimeProvider _time = new();
    private readonly TranslationRetries _retries;

    public TranslationRetriesTests()
        => _retries = new TranslationRetries(_signals, _time, new LoopLog(NullLogger<LoopLog>.Instance));

    public void Dispose() => _retries.Dispose();

    [Fact]
    public void A_translation_with_failures_is_repeated_after_a_wait()
    {
        _retries.Use([s_failure]);
        Assert.False(_signals.TakeChange());

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(_signals.TakeChange());
    }

    [Fact]
    public void The_waits_grow_up_to_a_bound()
    {
        for (var i = 0; i < 20; i++)
        {
            _retries.Use([s_failure]);
            _time.Advance(TranslationRetries.Longest);
            Assert.True(_signals.TakeChange());
        }

        _retries.Use([s_failure]);
        _time.Advance(TranslationRetries.Longest / 3);
        Assert.False(_signals.TakeChange());
    }

    [Fact]
    public void A_translation_without_failures_is_not_repeated()
    {
        _retries.Use([]);

        _time.Advance(TranslationRetries.Longest);

        Assert.False(_signals.TakeChange());
    }

    [Fact]
    public void Other_changes_do_not_delay_the_repetition()
    {
        for (var i = 0; i < 10; i++)
        {
            _retries.Use([s_failure]);
            _time.Advance(TimeSpan.FromMilliseconds(20));
        }

        Assert.True(_signals.TakeChange());
    }
}
