using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Config.Validation.Cron;

namespace Chimera.Sites.Tests.Netlify.Config;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("\"5 4 * * *\"")]
    [InlineData("\"* * * * * *\"")]
    [InlineData("\"MON\"")]
    [InlineData("\"0 0 1,15 jan-Dec fri-6\"")]
    [InlineData("\"*/5 */2 ? * 1-5/2\"")]
    [InlineData("\"0 0 L * *\"")]
    [InlineData("\"0 0 * * 5L\"")]
    [InlineData("\"0 0 * * 1#2\"")]
    [InlineData("\"0 0 31 2 MON\"")]
    [InlineData("\"0 0 31 2,3 *\"")]
    [InlineData("\"H(0-30)/10 H * * *\"")]
    [InlineData("\"@daily\"")]
    [InlineData("[\"@daily\"]")]
    [InlineData("\"\"")]
    [InlineData("false")]
    [InlineData("null")]
    public void Taken(string json) => Assert.True(CronSchedule.IsValid(JsonNode.Parse(json)));

    [Theory]
    [InlineData("\"every day\"")]
    [InlineData("\"0 24 * * *\"")]
    [InlineData("\"0 0 0 * *\"")]
    [InlineData("\"0 0 31 2 *\"")]
    [InlineData("\"0 0 31 4,6 *\"")]
    [InlineData("\"* * * * * * *\"")]
    [InlineData("\"5-1 * * * *\"")]
    [InlineData("\"1,1 * * * *\"")]
    [InlineData("\"0 0 * * 0,7\"")]
    [InlineData("\"0 0 * * L\"")]
    [InlineData("\"0 0 * * 1#6\"")]
    [InlineData("\"0 0 * * 1,2#3\"")]
    [InlineData("\"0 0 5L * *\"")]
    [InlineData("\"*/0 * * * *\"")]
    [InlineData("\"** * * * *\"")]
    [InlineData("\"0 0 * foo *\"")]
    [InlineData("\"H(9-3) * * * *\"")]
    [InlineData("\"@Daily\"")]
    [InlineData("\" \"")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("{}")]
    public void Refused(string json) => Assert.False(CronSchedule.IsValid(JsonNode.Parse(json)));

    [Fact]
    public void A_schedule_longer_than_a_kibibyte_is_refused() =>
        Assert.False(CronSchedule.IsValid(JsonValue.Create($"{string.Join(',', Enumerable.Range(0, 60))} * * * *{new string(' ', 1024)}")));
}
