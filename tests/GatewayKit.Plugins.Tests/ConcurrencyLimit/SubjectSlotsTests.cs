using GatewayKit.Plugins.ConcurrencyLimit;

namespace GatewayKit.Plugins.Tests.ConcurrencyLimit;

public class SubjectSlotsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Those_that_wait_get_their_slots_in_their_order_and_none_beyond_the_queue_waits()
    {
        var slots = new SubjectSlots(limit: 1, queue: 3, capacity: 10);
        var alice = new CounterSubject("alice");
        var first = slots.Enter(alice, out _)!;
        SlotWaiter[] waiters = [.. Enumerable.Range(0, 3).Select(i => (SlotWaiter)slots.Enter(alice, out _)!)];
        Assert.Null(slots.Enter(alice, out _));
        Assert.IsType<SlotPool>(slots.Enter(new CounterSubject("bob"), out _));

        waiters[1].GiveUp();
        Assert.False(await waiters[1].Decision.WaitAsync(s_patience));
        first.Release();
        Assert.True(await waiters[0].Decision.WaitAsync(s_patience));
        Assert.False(waiters[2].Decision.IsCompleted);

        // One that has given up has no slot to release.
        waiters[1].Release();
        Assert.False(waiters[2].Decision.IsCompleted);
        waiters[0].Release();
        Assert.True(await waiters[2].Decision.WaitAsync(s_patience));
        waiters[2].Release();
        Assert.IsType<SlotPool>(slots.Enter(alice, out _));
    }

    [Fact]
    public void A_slot_is_released_once_however_often_its_exchange_ends()
    {
        var slots = new SubjectSlots(limit: 1, queue: 1, capacity: 10);
        var alice = new CounterSubject("alice");
        var first = slots.Enter(alice, out _)!;
        var waiter = (SlotWaiter)slots.Enter(alice, out _)!;
        first.Release();
        waiter.Release();
        waiter.Release();

        Assert.IsType<SlotPool>(slots.Enter(alice, out _));
        Assert.IsType<SlotWaiter>(slots.Enter(alice, out _));
    }

    [Fact]
    public void Beyond_the_maximum_number_of_subjects_idle_ones_make_room_and_without_any_new_ones_share_a_limit()
    {
        var slots = new SubjectSlots(limit: 1, queue: 0, capacity: 3);
        ISlot[] taken = [.. Enumerable.Range(0, 3).Select(i => slots.Enter(new CounterSubject($"{i}"), out _)!)];

        var fourth = slots.Enter(new CounterSubject("4"), out var isShared);
        Assert.True(isShared);
        Assert.Null(slots.Enter(new CounterSubject("5"), out _));
        fourth!.Release();
        Assert.NotNull(slots.Enter(new CounterSubject("5"), out _));

        taken[1].Release();
        Assert.NotNull(slots.Enter(new CounterSubject("6"), out isShared));
        Assert.False(isShared);
        Assert.Equal(3, slots.Count);
    }

    [Fact]
    public async Task Of_many_parallel_exchanges_never_more_than_the_limit_are_in_flight_and_all_slots_are_free_afterwards()
    {
        const int Subjects = 5, Limit = 3;
        var slots = new SubjectSlots(Limit, queue: 4, capacity: Subjects);
        CounterSubject[] subjects = [.. Enumerable.Range(0, Subjects).Select(i => new CounterSubject($"{i}"))];
        var inFlight = new int[Subjects];
        var largest = 0;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                var index = (worker + i) % Subjects;
                if (slots.Enter(subjects[index], out _) is not { } slot)
                    continue;
                if (slot is SlotWaiter waiter)
                {
                    if (i % 7 == 0)
                        _ = Task.Run(waiter.GiveUp);
                    if (!await waiter.Decision)
                    {
                        slot.Release();
                        continue;
                    }
                }

                InterlockedMax(ref largest, Interlocked.Increment(ref inFlight[index]));
                await Task.Yield();
                Interlocked.Decrement(ref inFlight[index]);
                slot.Release();
            }
        }))).WaitAsync(s_patience);

        Assert.InRange(largest, 1, Limit);
        foreach (var subject in subjects)
        {
            for (var i = 0; i < Limit; i++)
                Assert.IsType<SlotPool>(slots.Enter(subject, out _));
            Assert.IsType<SlotWaiter>(slots.Enter(subject, out _));
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        var seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var now && now != seen)
            seen = now;
    }
}
