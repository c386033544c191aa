using System.Runtime.InteropServices;

namespace Chimera.Tests.Common.Fuzzing;

/// <summary>How long the processor has worked for this thread. What else the machine does is not in it.</summary>
internal static class ThreadWork
{
    private const int ThreadCpuTime = 3;

    public static TimeSpan SoFar()
    {
        if (GetTime(ThreadCpuTime, out var time) != 0)
        {
            throw new InvalidOperationException("the thread's clock cannot be read");
        }

        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
