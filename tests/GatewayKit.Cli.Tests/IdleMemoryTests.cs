using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Cli.Tests;

public sealed class IdleMemoryTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly SemaphoreSlim _looks = new(0);
    private long _allocated;
    private int _given;

    public void Dispose() => _looks.Dispose();

    [Fact]
    public async Task Memory_is_given_back_once_when_nothing_happens_any_more()
    {
        using var idle = new IdleMemory(_time, Allocated, () => _given++);
        await idle.StartAsync(CancellationToken.None);

        await AllocatesAsync(100 << 20);
        await AllocatesAsync(100 << 20);
        Assert.Equal(0, _given);
        await AllocatesAsync(1 << 10);
        await AllocatesAsync(1 << 10);
        await AllocatesAsync(0);

        await idle.StopAsync(CancellationToken.None);
        Assert.Equal(1, _given);
    }

    [Fact]
    public async Task A_gateway_gives_memory_back_only_after_its_start()
    {
        using var idle = new IdleMemory(_time, Allocated, () => _given++, isOnce: true);
        await idle.StartAsync(CancellationToken.None);
        await AllocatesAsync(100 << 20);
        await AllocatesAsync(0);

        await idle.ExecuteTask!.WaitAsync(Bound.Time);

        Assert.Equal(1, _given);
    }

    [Fact]
    public async Task Where_little_was_allocated_nothing_is_given_back()
    {
        using var idle = new IdleMemory(_time, Allocated, () => _given++);
        await idle.StartAsync(CancellationToken.None);

        await AllocatesAsync(4 << 20);
        await AllocatesAsync(0);
        await AllocatesAsync(0);

        await idle.StopAsync(CancellationToken.None);
        Assert.Equal(0, _given);
    }

    private long Allocated()
    {
        // The test allocates the next bytes as soon as this look is over.
        var allocated = Volatile.Read(ref _allocated);
        _looks.Release();
        return allocated;
    }

    private async Task AllocatesAsync(long bytes)
    {
        Interlocked.Add(ref _allocated, bytes);
        _time.Advance(IdleMemory.Interval);
        Assert.True(await _looks.WaitAsync(Bound.Time));
    }
}
