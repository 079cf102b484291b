using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Tests.Translation.Memory;

public sealed class RandomChangeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_translation_with_memory_is_that_of_the_state_alone(int seed)
    {
        var cluster = new RandomCluster(seed);
        var translator = Translator.Create();
        var last = default(Kubernetes.Translation.Translation);
        var clusters = 0;
        for (var round = 0; round < 200; round++)
        {
            for (var change = round % 3; change >= 0; change--)
                cluster.Change();
            last = translator.Translate(cluster.State, cluster.Options, last);
            clusters += last.Config.Clusters.Count;

            var alone = Translator.Create().Translate(cluster.State, cluster.Options, null);
            Assert.Equal(RandomCluster.Describe(alone), RandomCluster.Describe(last));
        }

        Assert.True(clusters > 0);
    }
}
