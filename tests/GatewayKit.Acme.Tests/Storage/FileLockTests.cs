using GatewayKit.Acme.Storage;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Acme.Tests.Storage;

public sealed class FileLockTests : IDisposable
{
    private static readonly TimeSpan s_duration = TimeSpan.FromMinutes(5);

    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_one_node_holds_the_lock_until_it_is_released()
    {
        var held = Take();

        Assert.NotNull(held);
        Assert.Null(Take());
        await held.DisposeAsync();
        Assert.NotNull(Take());
    }

    [Fact]
    public void A_full_disk_isnt_the_lock_of_another_node()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.Throws<IOException>(() => FileLock.TryTake(_folder.Path, s_duration, _time, path =>
            {
                File.WriteAllBytes(path, []);
                return new FullDisk();
            }));
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.NotNull(Take());
    }

    [Fact]
    public void The_lock_of_a_dead_node_ends()
    {
        Assert.NotNull(Take());

        _time.Advance(s_duration - TimeSpan.FromSeconds(1));
        Assert.Null(Take());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(Take());
        Assert.Null(Take());
    }

    [Fact]
    public async Task A_late_release_doesnt_end_the_lock_of_the_next_node()
    {
        var late = Take();
        _time.Advance(s_duration);
        Assert.NotNull(Take());

        await late!.DisposeAsync();

        Assert.Null(Take());
    }

    [Fact]
    public void A_lock_whose_creator_died_before_it_wrote_the_time_ends()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "7"), "");

        Assert.Null(Take());
        _time.Advance(s_duration + TimeSpan.FromMinutes(1));
        Assert.NotNull(Take());
        Assert.Equal(["8"], _folder.Files.Select(Path.GetFileName));
    }

    [Fact]
    public async Task Of_many_nodes_that_want_the_lock_at_the_same_time_one_gets_it()
    {
        for (var round = 0; round < 20; round++)
        {
            using var start = new Barrier(8);
            var nodes = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(Bounded.Limit);
                    return Take();
                },
                TaskCreationOptions.LongRunning));
            var held = (await Task.WhenAll(nodes).InTime()).Where(taken => taken is not null).ToArray();

            await Assert.Single(held)!.DisposeAsync();
        }
    }

    [Fact]
    public async Task Nodes_that_take_turns_never_hold_it_together()
    {
        var (inside, most, taken) = (0, 0, 0);
        async Task NodeAsync()
        {
            for (var i = 0; i < 60; i++)
            {
                if (Take() is not { } held)
                {
                    await Task.Yield();
                    continue;
                }

                most = Math.Max(most, Interlocked.Increment(ref inside));
                Interlocked.Increment(ref taken);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                await held.DisposeAsync();
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(NodeAsync))).InTime();

        Assert.Equal(1, most);
        Assert.True(taken > 0);
    }

    private IAsyncDisposable? Take() => FileLock.TryTake(_folder.Path, s_duration, _time);

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
